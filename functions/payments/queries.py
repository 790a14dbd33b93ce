"""Reads payments, the totals and payment methods of orders, and how long an order's goods are reserved."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from db.models.order_refunds import OrderRefund
from db.models.orders import Order, OrderTransition
from db.models.payments import Payment, Refund
from functions.payments.errors import OrderUnknown
from functions.payments.providers.port import Purchase
from functions.runtime.callers import Caller
from functions.runtime.errors import TooEarly


def purchase_of(session: Session, order_id: UUID) -> Purchase:
    """The order's total and payment method; raises OrderUnknown."""
    query = select(Order.id, Order.total_minor, Order.currency, Order.payment_method).where(Order.id == order_id)
    if (found := session.execute(query).one_or_none()) is None:
        raise OrderUnknown(f"There is no order {order_id}.")
    return Purchase(*found)


class Payable(NamedTuple):
    """What decides whether an order can be paid: its state, and until when its goods are reserved, if they are."""

    purchase: Purchase
    state: str
    reserved_until: datetime | None
    # The caller's own account; None for a guest's order.
    account_id: UUID | None


def payable_order(session: Session, number: str, caller: Caller, email: str | None) -> Payable:
    """The order, if the caller is its customer or names the e-mail address of a guest's order.

    Raises OrderUnknown, also for another customer's order.
    """
    # Imported here: one operation alone reads reservations.
    from db.models.inventory import Reservation

    held = and_(Reservation.order_id == Order.id, Reservation.state == "held")
    columns = (Order.id, Order.total_minor, Order.currency, Order.payment_method)
    others = (Order.state, Reservation.expires_at, Order.account_id)
    is_callers = Order.account_id == caller.customer_id if caller.customer_id is not None else false()
    query = select(*columns, *others).outerjoin(Reservation, held).where(Order.number == number)
    if (found := session.execute(query.where(or_(is_callers, _is_guests(email)))).one_or_none()) is None:
        raise OrderUnknown(f"There is no order {number}.")
    return Payable(Purchase(*found[:4]), *found[4:])


def _is_guests(email: str | None) -> ColumnElement[bool]:
    if email is None:
        return false()
    return and_(Order.account_id.is_(None), func.lower(Order.email) == func.lower(email))


def payment_of(session: Session, order_id: UUID) -> Payment | None:
    """The order's payment, locked; None if there is none yet."""
    return session.get(Payment, order_id, with_for_update=True)


def payment_to_change(session: Session, order_id: UUID) -> Payment:
    """The order's payment, locked; raises TooEarly if there is none yet."""
    if (payment := payment_of(session, order_id)) is None:
        raise TooEarly(f"Nothing is decided yet about the payment of order {order_id}.")
    return payment


def payment_by_number(session: Session, number: str) -> Payment | None:
    """The payment of the order with this number, locked; None if there is none yet. Raises OrderUnknown."""
    order_id = session.scalar(select(Order.id).where(Order.number == number))
    if order_id is None:
        raise OrderUnknown(f"There is no order {number}.")
    return payment_of(session, order_id)


def is_order_of(session: Session, order_id: UUID, account_id: UUID) -> bool:
    """Whether the order is the account's."""
    return session.scalar(select(Order.account_id).where(Order.id == order_id)) == account_id


def order_version(session: Session, order_id: UUID) -> str:
    """The order's version, as its ETag has it; "" while the order does not show every requested refund yet."""
    shown = select(OrderRefund.refund_id).where(OrderRefund.order_id == order_id)
    is_hidden = and_(Refund.state != "refused", Refund.id.not_in(shown))
    hidden = select(Refund.id).where(Refund.order_id == order_id, is_hidden)
    if session.scalar(hidden.limit(1)) is not None:
        return ""
    steps = select(func.count()).where(OrderTransition.order_id == order_id)
    return str(session.scalar(steps))


def requested_minor(session: Session, order_id: UUID) -> int:
    """The sum of the order's pending refunds."""
    total = func.coalesce(func.sum(Refund.amount_minor), 0)
    return int(session.scalar(select(total).where(Refund.order_id == order_id, Refund.state == "requested")) or 0)


def payments_of(session: Session, account_id: UUID) -> int:
    """The number of payments of the account, also of orders that were given up when it was closed."""
    # Imported here: one operation alone reads them.
    from db.models.closures import ClosedOrder

    own = select(Order.id).where(Order.account_id == account_id)
    given_up = select(ClosedOrder.order_id).where(ClosedOrder.account_id == account_id)
    counted = select(func.count()).select_from(Payment).where(Payment.order_id.in_(own.union(given_up)))
    return session.scalar(counted) or 0
