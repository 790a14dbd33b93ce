"""On shop.order.shipped.v1 — issues the order's one invoice at its first shipment, for the captured amount."""

from eventing.events.orders import OrderShipped
from functions.invoices.issuing.invoice import invoice_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.context import log


@event_operation()
def issue_invoice(event: OrderShipped, *, shop: UnitOfWork) -> None:
    found = invoice_of(shop, event.order_id)
    if found is None:
        log("no invoice: the order has no VAT stored")
        return
    log("invoiced", invoice=found[0].number)
