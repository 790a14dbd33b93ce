"""On shop.order.shipped.v1 — writes the shopper a mail with the carrier and the tracking code."""

from eventing.events.orders import OrderShipped
from functions.notifications.mail.order_letters import shipping_notice
from functions.notifications.mail.order_mails import write_once
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_shipping_notice(event: OrderShipped, *, shop: UnitOfWork) -> None:
    letter = shipping_notice(event.number, event.carrier, event.tracking_code)
    write_once(shop, letter, event, recipient=event.email)
