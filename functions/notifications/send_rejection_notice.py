"""On shop.order.rejected.v1 — mails the shopper why the order was rejected."""

from eventing.events.orders import OrderRejected
from functions.notifications.mail.mail_templates import rejection_notice
from functions.notifications.mail.mailer import Mailer, mailer
from functions.notifications.mail.send_once import send_once
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(mailer=mailer)
def send_rejection_notice(event: OrderRejected, *, shop: UnitOfWork, mailer: Mailer) -> None:
    letter = rejection_notice(event.number, event.reason_code, event.sku)
    send_once(shop, mailer, letter, kind="rejection-notice", subject=event.subject, recipient=event.email)
