"""On shop.order.refunded.v1 — mails the shopper the refunded amount; one mail for each refund."""

from eventing.events.orders import OrderRefunded
from functions.notifications.mail.mail_templates import refund_notice
from functions.notifications.mail.mailer import Mailer, mailer
from functions.notifications.mail.send_once import send_once
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation(mailer=mailer)
def send_refund_notice(event: OrderRefunded, *, shop: UnitOfWork, mailer: Mailer) -> None:
    letter = refund_notice(event.number, event.amount_minor, event.currency)
    about = f"{event.subject}/{event.refund}"
    send_once(shop, mailer, letter, kind="refund-notice", subject=about, recipient=event.email)
