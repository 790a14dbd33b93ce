"""On shop.order.rejected.v1 — writes the shopper a mail that says why the order was rejected."""

from eventing.events.orders import OrderRejected
from functions.notifications.mail.order_content import rejection_notice
from functions.notifications.mail.order_mails import write_once
from functions.notifications.queries import title_in
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_rejection_notice(event: OrderRejected, *, shop: UnitOfWork) -> None:
    title = title_in(shop.session, event.order_id, event.sku) if event.sku else ""
    content = rejection_notice(event.number, event.reason_code, title, event.available)
    write_once(shop, content, event, recipient=event.email)
