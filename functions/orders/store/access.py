"""Finds orders that the caller may see; any other order counts as unknown."""

from sqlalchemy import ColumnElement, and_, false, func, or_, true
from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.orders.queries import order_by_number
from functions.runtime.callers import Caller
from functions.runtime.http.preconditions import IfMatch, required
from functions.runtime.permissions import Permission


def order_of(session: Session, number: str, caller: Caller, *, email: str | None = None, lock: bool = False) -> Order:
    """The order, if the caller is its customer, staff who may read orders, or knows the address of a guest's order.

    Raises OrderUnknown after the same single query for an unknown order and for another customer's.
    """
    visible = true() if caller.may("orders.read") else or_(_of_account(caller), _of_guest(email))
    return order_by_number(session, number, visible, lock=lock)


def order_of_guest(session: Session, number: str, email: str) -> Order:
    """The guest's order with this number and e-mail address; raises OrderUnknown."""
    return order_by_number(session, number, _of_guest(email))


def is_by_shop(caller: Caller, order: Order) -> bool:
    """Whether the caller acts for the shop and not as the order's customer, as which staff may also order."""
    return caller.may("orders.read") and caller.customer_id != order.account_id


def check_permission(order: Order, caller: Caller, permission: Permission) -> None:
    """Raises PermissionMissing if staff or their programs act for the shop without the permission."""
    if is_by_shop(caller, order) or caller.role == "program":
        caller.check(permission)


def version_of(order: Order) -> str:
    """The version of the order's OrderView."""
    return str(len(order.timeline))


def check_version(order: Order, caller: Caller, if_match: IfMatch | None) -> None:
    """Raises ChangedMeanwhile for an outdated version, and VersionMissing if staff name none."""
    if is_by_shop(caller, order) or if_match is not None:
        required(if_match).check(version_of(order))


def _of_account(caller: Caller) -> ColumnElement[bool]:
    return Order.account_id == caller.customer_id if caller.customer_id is not None else false()


def _of_guest(email: str | None) -> ColumnElement[bool]:
    """The condition that excludes orders of accounts, whose owners must log in."""
    if email is None:
        return false()
    return and_(Order.account_id.is_(None), func.lower(Order.email) == func.lower(email))
