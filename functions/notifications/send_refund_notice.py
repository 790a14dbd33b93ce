"""On shop.order.refunded.v1 — writes the shopper a mail with the refunded amount; one mail for each refund."""

from eventing.events.orders import OrderRefunded
from functions.notifications.mail.order_content import refund_notice
from functions.notifications.mail.order_mails import write_once
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_refund_notice(event: OrderRefunded, *, shop: UnitOfWork) -> None:
    # A voided authorisation has the order's id for its refund's.
    is_voided = event.refund == event.subject
    content = refund_notice(event.number, event.amount_minor, event.currency, is_voided=is_voided)
    about = f"{event.subject}/{event.refund}"
    write_once(shop, content, event, subject=about, recipient=event.email)
