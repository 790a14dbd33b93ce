"""POST /api/invoice-downloads — an invoice or a credit note as a PDF, with its data inside (Factur-X, EN 16931)."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.invoices.errors import InvoiceUnknown
from functions.invoices.reading.queries import document_by_number, mailed_document
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.replies import Document
from functions.runtime.security.link_tokens import LinkToken, link_keys, link_of

InvoiceNumber = Annotated[str, StringConstraints(max_length=20, pattern=r"^(INV|CN)-[0-9]{4}-[0-9]{6,9}$")]


class RenderInvoice(GuestRequest):
    number: InvoiceNumber
    # Proves that the shop itself asks, to attach the document to a mail.
    token: LinkToken | None = Field(None, repr=False)


@http_operation(errors=(InvoiceUnknown,), link_keys=link_keys)
def render_invoice(query: RenderInvoice, *, caller: Caller, shop: UnitOfWork, link_keys: Sequence[str]) -> Document:
    if query.token is None:
        found = document_by_number(shop.session, query.number, caller, query.email)
    else:
        document_id = link_of(link_keys, query.token)
        found = mailed_document(shop.session, query.number, document_id) if document_id is not None else None
    if found is None:
        raise InvoiceUnknown(f"There is no invoice {query.number}.")
    # Imported here: the libraries take longer to load than all else, and a request that is refused needs none.
    from functions.invoices.rendering.factur_x import factur_x

    headers = {"content-disposition": f'attachment; filename="{found.number}.pdf"'}
    return Document(factur_x(found), "application/pdf", headers)
