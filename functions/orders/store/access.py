"""Whose order it is. To everybody else it is not there: somebody else's order and an unknown one answer alike."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, true
from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.orders.queries import order_by_number
from functions.runtime.callers import Caller


def order_of(session: Session, number: str, caller: Caller, *, email: str | None = None, lock: bool = False) -> Order:
    """The order, if it is the caller's or the caller is staff; a guest's, for whoever knows its e-mail address.

    Raises OrderUnknown, after the same one query whatever the reason.
    """
    may = true() if caller.is_staff else or_(_of_account(caller), _of_guest(email))
    return order_by_number(session, number, may, lock=lock)


def order_of_guest(session: Session, number: str, email: str) -> Order:
    """The order of a guest, for whoever knows its number and e-mail address; raises OrderUnknown."""
    return order_by_number(session, number, _of_guest(email))


def entered(order: Order) -> dict[str, datetime]:
    """When the order first was in each of its states."""
    return {step.state: step.at for step in reversed(order.timeline)}


def _of_account(caller: Caller) -> ColumnElement[bool]:
    return Order.account_id == caller.customer_id if caller.customer_id is not None else false()


def _of_guest(email: str | None) -> ColumnElement[bool]:
    """An account's order is not opened by an e-mail address: its holder signs in."""
    if email is None:
        return false()
    return and_(Order.account_id.is_(None), func.lower(Order.email) == func.lower(email))
