"""On shop.order.rejected.v1 — write to the shopper why the shop could not take the order."""

from eventing.events.orders import OrderRejected
from functions.notifications.letters import rejection_notice
from functions.notifications.mailer import Mailer, mailer
from functions.notifications.post import send_once
from functions.runtime.events import event_operation
from functions.runtime.unit_of_work import UnitOfWork


@event_operation(mailer=mailer)
def send_rejection_notice(event: OrderRejected, *, shop: UnitOfWork, mailer: Mailer) -> None:
    letter = rejection_notice(event.number, event.reason)
    send_once(shop, mailer, letter, kind="rejection-notice", subject=event.subject, recipient=event.email)
