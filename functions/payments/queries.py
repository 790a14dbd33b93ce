"""Reads payments, and totals and payment methods from orders."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.order_refunds import OrderRefund
from db.models.orders import Order, OrderTransition
from db.models.payments import Payment, Refund
from functions.payments.errors import OrderUnknown
from functions.payments.providers.port import Purchase
from functions.runtime.errors import TooEarly


def purchase_of(session: Session, order_id: UUID) -> Purchase:
    """The order's total and payment method; raises OrderUnknown."""
    query = select(Order.id, Order.total_minor, Order.currency, Order.payment_method).where(Order.id == order_id)
    if (found := session.execute(query).one_or_none()) is None:
        raise OrderUnknown(f"There is no order {order_id}.")
    return Purchase(*found)


def payment_to_change(session: Session, order_id: UUID) -> Payment:
    """The order's payment, locked; raises TooEarly if there is none yet."""
    payment = session.get(Payment, order_id, with_for_update=True)
    if payment is None:
        raise TooEarly(f"Nothing is decided yet about the payment of order {order_id}.")
    return payment


def payment_by_number(session: Session, number: str) -> Payment | None:
    """The payment of the order with this number, locked; None if there is none yet. Raises OrderUnknown."""
    order_id = session.scalar(select(Order.id).where(Order.number == number))
    if order_id is None:
        raise OrderUnknown(f"There is no order {number}.")
    return session.get(Payment, order_id, with_for_update=True)


def order_version(session: Session, order_id: UUID) -> str:
    """The order's version, as its ETag has it; "" while it does not show every refund that was requested."""
    shown = select(OrderRefund.refund_id).where(OrderRefund.order_id == order_id)
    hidden = select(Refund.id).where(Refund.order_id == order_id, Refund.id.not_in(shown))
    if session.scalar(hidden.limit(1)) is not None:
        return ""
    steps = select(func.count()).where(OrderTransition.order_id == order_id)
    return str(session.scalar(steps))


def requested_minor(session: Session, order_id: UUID) -> int:
    """The sum of the order's pending refunds."""
    total = func.coalesce(func.sum(Refund.amount_minor), 0)
    return int(session.scalar(select(total).where(Refund.order_id == order_id, Refund.state == "requested")) or 0)
