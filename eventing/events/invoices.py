"""Events of invoices."""

from typing import Literal
from uuid import UUID

from eventing.events import Event


class InvoiceIssued(Event):
    """An invoice or a credit note is issued, and is to be mailed. `number` is the order's, `document` its own."""

    TYPE = "shop.invoice.issued.v1"
    invoice_id: UUID
    kind: Literal["invoice", "credit_note"]
    document: str
    order_id: UUID
    number: str
    recipient: str
    language: str | None = None

    @property
    def subject(self) -> str:
        return str(self.order_id)
