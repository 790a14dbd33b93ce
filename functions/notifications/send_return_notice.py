"""On shop.return.requested.v1 — writes the shopper a mail that says when the return was requested, and what is next."""

from eventing.events.orders import ReturnRequested
from functions.notifications.mail.order_letters import return_notice
from functions.notifications.mail.order_mails import write_once
from functions.notifications.queries import buyer_of, step_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def send_return_notice(event: ReturnRequested, *, shop: UnitOfWork) -> None:
    buyer, step = buyer_of(shop.session, event.order_id), step_of(shop.session, event.order_id, "return_requested")
    if buyer is not None and step is not None:
        write_once(shop, return_notice(event.number, step, event.reason), event, recipient=buyer.email)
