"""Reads payments with their refunds, disputes and bookings."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.orders import Order
from db.models.payments import LedgerEntry, Payment, Refund
from functions.payments.errors import OrderUnknown, PaymentUnknown
from functions.payments.rules import CHARGES


def shown_payment(session: Session, number: str) -> Payment:
    """The payment of the order with this number, not locked; raises PaymentUnknown, or OrderUnknown."""
    query = select(Order.id, Payment).outerjoin(Payment, Payment.order_id == Order.id).where(Order.number == number)
    if (found := session.execute(query).one_or_none()) is None:
        raise OrderUnknown(f"There is no order {number}.")
    if found[1] is None:
        raise PaymentUnknown(f"Nothing is decided yet about the payment of order {number}.")
    payment: Payment = found[1]
    return payment


def refunds_of(session: Session, order_id: UUID) -> Sequence[Refund]:
    """The order's refunds, the newest first."""
    newest_first = Refund.requested_at.desc(), Refund.id.desc()
    return session.scalars(select(Refund).where(Refund.order_id == order_id).order_by(*newest_first)).all()


def booked_charges(session: Session, order_id: UUID) -> tuple[Mapping[str, int], int]:
    """The balance of each account of the provider's charges, and the number of its entries."""
    columns = LedgerEntry.account, func.sum(LedgerEntry.amount_minor), func.count()
    of_order = LedgerEntry.order_id == order_id, LedgerEntry.account.in_(CHARGES)
    rows = session.execute(select(*columns).where(*of_order).group_by(LedgerEntry.account)).all()
    return {account: int(total) for account, total, _ in rows}, sum(int(entries) for _, _, entries in rows)
