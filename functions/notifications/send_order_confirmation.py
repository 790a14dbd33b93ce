"""On shop.order.confirmed.v1 — writes the shopper a mail with the confirmation of the order."""

from eventing.events.orders import OrderConfirmed
from functions.notifications.mail.confirmation_content import order_confirmation
from functions.notifications.mail.order_mails import write_once
from functions.notifications.queries import bought_in, costs_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_order_confirmation(event: OrderConfirmed, *, shop: UnitOfWork) -> None:
    bought, costs = bought_in(shop.session, event.order_id), costs_of(shop.session, event.order_id)
    content = order_confirmation(event.number, bought, costs, event.total_minor, event.currency)
    write_once(shop, content, event, recipient=event.email)
