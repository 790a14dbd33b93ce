"""On shop.payment.refunded.v1 and shop.payment.voided.v1 — records a refund; fully refunded orders become refunded."""

from uuid import UUID

from db.models.orders import Order, OrderRefund
from eventing.events.orders import OrderRefunded
from eventing.events.payments import PaymentRefunded, PaymentVoided
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.orders.store.transitions import Reason, enter, record
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.insert import insert_if_absent
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
    if _is_settled(order) and rules.can_enter("refunded", order.state):
        enter(shop, order, "refunded", reason)
    else:
        record(shop, order, reason)
    shop.announce(_announcement(order, event, refund_id))


def _is_new(shop: UnitOfWork, order: Order, refund_id: UUID, amount_minor: int) -> bool:
    refund = {"refund_id": refund_id, "order_id": order.id, "amount_minor": amount_minor}
    return insert_if_absent(shop.session, OrderRefund, **refund, at=shop.now)


def _is_settled(order: Order) -> bool:
    return order.state == "cancelled" or order.refunded_minor >= order.total_minor


def _announcement(order: Order, event: PaymentRefunded | PaymentVoided, refund_id: UUID) -> OrderRefunded:
    return OrderRefunded(
        order_id=order.id,
        number=order.number,
        email=order.email,
        amount_minor=event.amount_minor,
        currency=event.currency,
        refund=str(refund_id),
    )
