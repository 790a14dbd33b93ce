"""On shop.payment.refunded.v1 and shop.payment.voided.v1 — records a refund; fully refunded orders become refunded."""

from typing import Any
from uuid import UUID

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from eventing.events.orders import OrderRefunded
from eventing.events.payments import PaymentRefunded, PaymentVoided
from functions.orders import rules
from functions.orders.queries import order_to_change
from functions.orders.store.transitions import Reason, enter, record
from functions.orders.taxes.rules import reversed_minor
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
    return insert_if_absent(shop.session, OrderRefund, **refund, taxes=_reversed(order, amount_minor), at=shop.now)


def _reversed(order: Order, amount_minor: int) -> list[dict[str, Any]] | None:
    """What the refund takes back of the order's taxes, by rate; None for an order that has none stored."""
    if order.taxes is None:
        return None
    stored = [each["tax_minor"] for each in order.taxes]
    taken = reversed_minor(stored, order.total_minor, order.refunded_minor, amount_minor)
    rates = [each["rate_basis_points"] for each in order.taxes]
    return [{"rate_basis_points": rate, "tax_minor": tax} for rate, tax in zip(rates, taken, strict=True)]


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
