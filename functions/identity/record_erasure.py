"""On shop.cart.account-erased.v1, shop.order.account-erased.v1, shop.payment.account-erased.v1,
shop.mail.account-erased.v1, shop.message.account-erased.v1 and shop.invoice.account-kept.v1 — adds the answer to the
certificate of the closed account.
"""

from sqlalchemy import select

from db.models.closures import Closure, Erasure
from eventing.events.closures import (
    CartAccountErased,
    InvoiceAccountKept,
    MailAccountErased,
    MessageAccountErased,
    OrderAccountErased,
    PaymentAccountErased,
)
from functions.identity.errors import ClosureUnknown
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork

Answer = (
    CartAccountErased
    | OrderAccountErased
    | PaymentAccountErased
    | InvoiceAccountKept
    | MailAccountErased
    | MessageAccountErased
)


@event_operation()
def record_erasure(event: Answer, *, shop: UnitOfWork) -> None:
    closure_id = shop.session.scalar(select(Closure.id).where(Closure.account_id == event.account_id))
    if closure_id is None:
        raise ClosureUnknown(f"The account {event.account_id} was not closed.")
    shop.session.add(
        Erasure(
            closure_id=closure_id,
            context=event.CONTEXT,
            erased=dict(event.erased),
            kept=[each.model_dump(mode="json") for each in event.kept],
            answered_at=event.answered_at,
        )
    )
