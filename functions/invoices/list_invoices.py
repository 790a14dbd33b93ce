"""POST /api/invoice-look-ups — the invoice and credit notes of an order, or of all orders of the caller's account.

A guest's order is found by its e-mail address.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import Row

from db.models.invoices import Kind
from functions.invoices.reading.queries import documents_of, page_of_account
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.pages import CursorText, PageRequest
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Unauthenticated
from functions.runtime.fields import OrderNumber
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.replies import Reply

# One invoice, and a credit note for each refund.
DOCUMENTS_MAX = 200


class ListInvoices(PageRequest, GuestRequest):
    """`limit` and `cursor` are for the invoices of an account; those of one order are one page."""

    # Null for all orders of the caller's account.
    number: OrderNumber | None = None


class InvoiceView(Reply):
    number: str
    order_number: str
    kind: Kind
    issued_at: datetime
    currency: str
    total_minor: int


class InvoicesView(Reply):
    """The documents, the oldest first; none before the first parcel is sent, or for another customer's order."""

    invoices: Annotated[list[InvoiceView], Field(max_length=DOCUMENTS_MAX)]
    next_cursor: CursorText | None


@http_operation(errors=(Unauthenticated,))
def list_invoices(query: ListInvoices, *, caller: Caller, shop: UnitOfWork) -> InvoicesView:
    if query.number is None:
        return _of_account(query, caller, shop)
    found = documents_of(shop.session, query.number, caller, query.email, DOCUMENTS_MAX)
    return _view(found)


def _of_account(query: ListInvoices, caller: Caller, shop: UnitOfWork) -> InvoicesView:
    if caller.customer_id is None:
        raise Unauthenticated("Log in, or name an order.")
    found = page_of_account(shop.session, caller.customer_id, query)
    return _view(found.rows, found.next_cursor)


def _view(rows: Sequence[Row[Any]], next_cursor: str | None = None) -> InvoicesView:
    return InvoicesView(invoices=[InvoiceView.model_validate(row) for row in rows], next_cursor=next_cursor)
