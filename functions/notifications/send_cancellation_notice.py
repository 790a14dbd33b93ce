"""On shop.order.cancelled.v1 — writes the shopper a mail about the cancellation, and what happens to the money."""

from eventing.events.orders import OrderCancelled
from functions.notifications.mail.order_content import cancellation_notice
from functions.notifications.mail.order_mails import write_once
from functions.notifications.queries import bought_in, buyer_of, step_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_cancellation_notice(event: OrderCancelled, *, shop: UnitOfWork) -> None:
    buyer = buyer_of(shop.session, event.order_id)
    if buyer is None:
        return
    is_authorized = step_of(shop.session, event.order_id, "confirmed") is not None
    lines = bought_in(shop.session, event.order_id)
    step = step_of(shop.session, event.order_id, "cancelled")
    content = cancellation_notice(
        event.number,
        event.reason_code,
        lines,
        buyer.total,
        is_authorized=is_authorized,
        at=step.at if step is not None else None,
    )
    write_once(shop, content, event, recipient=buyer.email)
