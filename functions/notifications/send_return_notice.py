"""On shop.return.requested.v1, shop.return.approved.v1, shop.return.declined.v1 and shop.return.received.v1 — writes
the shopper a mail.

The mail about a request is its receipt, with date and time, as the law requires for a withdrawal.
"""

from eventing.events.returns import ReturnApproved, ReturnDeclined, ReturnReceived, ReturnRequested
from functions.notifications.mail.content import MailContent
from functions.notifications.mail.order_content import Step
from functions.notifications.mail.order_mails import write_once
from functions.notifications.mail.return_content import (
    items_of,
    return_approval,
    return_notice,
    return_receipt,
    return_refusal,
)
from functions.notifications.queries import buyer_of, step_of, titles_of
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

ReturnEvent = ReturnRequested | ReturnApproved | ReturnDeclined | ReturnReceived


@event_operation()
def send_return_notice(event: ReturnEvent, *, shop: UnitOfWork) -> None:
    buyer, content = buyer_of(shop.session, event.order_id), _content(event, shop)
    if buyer is None or content is None:
        return
    # Those of the release before have one return for each order.
    about = f"{event.subject}/{event.return_id}" if event.return_id is not None else event.subject
    write_once(shop, content, event, subject=about, recipient=buyer.email)


def _content(event: ReturnEvent, shop: UnitOfWork) -> MailContent | None:
    match event:
        case ReturnApproved():
            return return_approval(event.number, event.reply)
        case ReturnDeclined():
            return return_refusal(event.number, event.reply)
        case ReturnReceived():
            refund = (event.amount_minor, event.currency)
            titles = titles_of(shop.session, event.order_id)
            return return_receipt(event.number, event.lines, titles, event.shipping_minor, refund)
        case ReturnRequested():
            return _receipt(event, shop)


def _receipt(event: ReturnRequested, shop: UnitOfWork) -> MailContent | None:
    step = step_of(shop.session, event.order_id, "return_requested")
    if event.reason_code is not None and event.requested_at is not None:
        step = Step(event.reason_code, event.requested_at)
    if step is None:
        return None
    items = items_of(event.lines, titles_of(shop.session, event.order_id)) if event.lines else ""
    return return_notice(event.number, step, event.reason, items, is_withdrawal=event.is_withdrawal)
