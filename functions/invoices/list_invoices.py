"""POST /api/invoice-look-ups — an order's invoice and credit notes; a guest's by the order's e-mail address."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from db.models.invoices import Kind
from functions.invoices.reading.queries import documents_of
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail, OrderNumber
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request

# One invoice, and a credit note for each refund.
DOCUMENTS_MAX = 200


class ListInvoices(Request):
    number: OrderNumber
    # Proves that a guest's order is the caller's.
    email: KnownEmail | None = None


class InvoiceView(Reply):
    number: str
    kind: Kind
    issued_at: datetime
    currency: str
    total_minor: int


class InvoicesView(Reply):
    """The documents, the oldest first; none before the first parcel is sent, or for another customer's order."""

    invoices: Annotated[list[InvoiceView], Field(max_length=DOCUMENTS_MAX)]


@http_operation()
def list_invoices(query: ListInvoices, *, caller: Caller, shop: UnitOfWork) -> InvoicesView:
    found = documents_of(shop.session, query.number, caller, query.email, DOCUMENTS_MAX)
    return InvoicesView(invoices=[InvoiceView.model_validate(document) for document in found])
