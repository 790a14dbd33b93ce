"""On shop.order.rejected.v1 — writes the shopper a mail that says why the order was rejected."""

from eventing.events.orders import OrderRejected
from functions.notifications.mail.due_mails import write_once
from functions.notifications.mail.mail_templates import rejection_notice
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_rejection_notice(event: OrderRejected, *, shop: UnitOfWork) -> None:
    letter = rejection_notice(event.number, event.reason_code, event.sku)
    write_once(shop, letter, event, kind="rejection-notice", recipient=event.email)
