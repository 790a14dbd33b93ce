"""On shop.order.refunded.v1 — issues a credit note for the refund, with the VAT that the order stored for it.

A voided payment has no credit note, because an amount that was never captured was not invoiced.
"""

from uuid import UUID

from eventing.events.orders import OrderRefunded
from functions.invoices.issuing.credit import credited
from functions.invoices.issuing.documents import Bill, issue, locked_counter
from functions.invoices.issuing.invoice import invoice_of
from functions.invoices.queries import issued, refund_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


@event_operation()
def issue_credit_note(event: OrderRefunded, *, shop: UnitOfWork) -> None:
    refund_id = UUID(event.refund)
    refund = refund_of(shop.session, refund_id)
    # The event may come before that of the shipment.
    found = invoice_of(shop, event.order_id) if refund is not None else None
    if refund is None or found is None:
        return
    invoice, sale = found
    # Read after taking the lock, because several refunds of an order may arrive at the same time.
    counter = locked_counter(shop, "credit_note")
    if issued(shop.session, refund_id) is not None:
        return
    bill = Bill("credit_note", refund_id, *credited(shop.session, refund, sale, invoice))
    corrected = {"number": invoice.number, "issued_on": invoice.issued_at.date().isoformat()}
    note = issue(shop, counter, sale, bill, invoice=corrected)
    log("credited", credit_note=note.number)
