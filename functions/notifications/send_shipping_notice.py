"""On shop.order.shipped.v1 — writes the shopper a mail with the carrier and the tracking code."""

from eventing.events.orders import OrderShipped
from functions.notifications.mail.due_mails import write_once
from functions.notifications.mail.mail_templates import shipping_notice
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_shipping_notice(event: OrderShipped, *, shop: UnitOfWork) -> None:
    letter = shipping_notice(event.number, event.carrier, event.tracking_code)
    write_once(shop, letter, event, kind="shipping-notice", recipient=event.email)
