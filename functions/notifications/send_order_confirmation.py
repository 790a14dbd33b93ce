"""On shop.order.confirmed.v1 — mails the shopper the confirmation of the order."""

from eventing.events.orders import OrderConfirmed
from functions.notifications.mail.mail_templates import order_confirmation
from functions.notifications.mail.mailer import Mailer, mailer
from functions.notifications.mail.send_once import send_once
from functions.notifications.queries import bought_in, shipping_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(mailer=mailer)
def send_order_confirmation(event: OrderConfirmed, *, shop: UnitOfWork, mailer: Mailer) -> None:
    letter = order_confirmation(
        event.number,
        bought_in(shop.session, event.order_id),
        shipping_of(shop.session, event.order_id),
        event.total_minor,
        event.currency,
    )
    send_once(shop, mailer, letter, kind="order-confirmation", subject=event.subject, recipient=event.email)
