"""On shop.return.received.v1 — requests the refund of what arrived; refund_payment carries it out."""

from db.models.payments import Refund
from eventing.events.payments import RefundRequested
from eventing.events.returns import ReturnReceived
from functions.payments import rules
from functions.payments.queries import payment_to_change, requested_minor
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import TooEarly


@event_operation()
def refund_return(event: ReturnReceived, *, shop: UnitOfWork) -> None:
    payment = payment_to_change(shop.session, event.order_id)
    if payment.state != "captured":
        raise TooEarly(f"The payment of order {event.number} is {payment.state}: nothing was taken yet.")
    requested = requested_minor(shop.session, payment.order_id)
    left_minor = rules.refundable(payment.captured_minor, payment.refunded_minor, requested)
    # Staff may have refunded some of it already.
    amount_minor = min(event.amount_minor, left_minor)
    if amount_minor <= 0:
        return
    refund = Refund(
        id=event.return_id,
        order_id=payment.order_id,
        amount_minor=amount_minor,
        currency=payment.currency,
        # Nobody typed one.
        reason="",
        state="requested",
        requested_at=shop.now,
    )
    shop.session.add(refund)
    shop.announce(
        RefundRequested(
            order_id=refund.order_id, refund_id=refund.id, amount_minor=amount_minor, currency=refund.currency
        )
    )
