"""POST /api/invoice-downloads — an invoice or a credit note as a PDF, with its data inside (Factur-X, EN 16931)."""

from typing import Annotated

from pydantic import StringConstraints

from functions.invoices.errors import InvoiceUnknown
from functions.invoices.reading.queries import document_by_number
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail
from functions.runtime.http.replies import Document
from functions.runtime.http.requests import Request

InvoiceNumber = Annotated[str, StringConstraints(max_length=20, pattern=r"^(INV|CN)-[0-9]{4}-[0-9]{6,9}$")]


class RenderInvoice(Request):
    number: InvoiceNumber
    # Proves that a guest's order is the caller's.
    email: KnownEmail | None = None


@http_operation(errors=(InvoiceUnknown,))
def render_invoice(query: RenderInvoice, *, caller: Caller, shop: UnitOfWork) -> Document:
    found = document_by_number(shop.session, query.number, caller, query.email)
    if found is None:
        raise InvoiceUnknown(f"There is no invoice {query.number}.")
    # Imported here: the libraries take longer to load than all else, and a request that is refused needs none.
    from functions.invoices.rendering.factur_x import factur_x

    headers = {"content-disposition": f'attachment; filename="{found.number}.pdf"'}
    return Document(factur_x(found), "application/pdf", headers)
