"""On shop.payment.refunded.v1 and shop.payment.voided.v1 — records a refund; fully refunded orders become refunded.

If the payment was only authorised, no money moves, and the order stays cancelled.
"""

from uuid import UUID

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from eventing.events.orders import OrderRefunded
from eventing.events.payments import PaymentRefunded, PaymentVoided
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.orders.returns.refunds import release_of, return_of, reversed_taxes
from functions.orders.store.transitions import Reason, enter, record
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def mark_order_refunded(event: PaymentRefunded | PaymentVoided, *, shop: UnitOfWork) -> None:
    order = order_to_change(shop.session, event.order_id)
    refund_id = event.refund_id if isinstance(event, PaymentRefunded) else order.id
    if not _is_new(shop, order, refund_id, event.amount_minor):
        return
    reason = Reason("payment_voided")
    if isinstance(event, PaymentRefunded):
        order.refunded_minor += event.amount_minor
        reason = Reason("payment_refunded", {"amount_minor": event.amount_minor})
    if _is_refunded(order, event) and rules.can_enter("refunded", order.state):
        enter(shop, order, "refunded", reason)
    else:
        record(shop, order, reason)
    shop.announce(_announcement(order, event, refund_id))


def _is_new(shop: UnitOfWork, order: Order, refund_id: UUID, amount_minor: int) -> bool:
    # A refund that is already recorded must not count as an earlier one.
    if shop.session.get(OrderRefund, refund_id) is not None:
        return False
    returned = return_of(shop, refund_id)
    taxes = reversed_taxes(shop, order, amount_minor, returned or release_of(shop, refund_id))
    if returned is not None:
        returned.state = "refunded"
    refund = {"refund_id": refund_id, "order_id": order.id, "amount_minor": amount_minor}
    shop.session.add(OrderRefund(**refund, taxes=taxes, at=shop.now))
    return True


def _is_refunded(order: Order, event: PaymentRefunded | PaymentVoided) -> bool:
    # Less may have been captured than the order's total.
    return isinstance(event, PaymentRefunded) and (event.left_minor == 0 or order.refunded_minor >= order.total_minor)


def _announcement(order: Order, event: PaymentRefunded | PaymentVoided, refund_id: UUID) -> OrderRefunded:
    return OrderRefunded(
        order_id=order.id,
        number=order.number,
        email=order.email,
        amount_minor=event.amount_minor,
        currency=event.currency,
        refund=str(refund_id),
    )
