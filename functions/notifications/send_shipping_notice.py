"""On shop.order.shipped.v1 — mails the shopper the carrier and the tracking code."""

from eventing.events.orders import OrderShipped
from functions.notifications.mail.mail_templates import shipping_notice
from functions.notifications.mail.mailer import Mailer, mailer
from functions.notifications.mail.send_once import send_once
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(mailer=mailer)
def send_shipping_notice(event: OrderShipped, *, shop: UnitOfWork, mailer: Mailer) -> None:
    letter = shipping_notice(event.number, event.carrier, event.tracking_code)
    send_once(shop, mailer, letter, kind="shipping-notice", subject=event.subject, recipient=event.email)
