"""Defines sold orders in SQL: confirmed and not cancelled, without items that were never charged."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.expression import ScalarSelect, column

from db.models.order_codes import State
from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from db.models.shipments import Release

_SOLD: tuple[State, ...] = ("confirmed", "shipped", "delivered", "return_requested")


def is_sold() -> ColumnElement[bool]:
    # The release before calls a cancelled order refunded. Its voided payment has the order's own id, not a refund's.
    voided = select(OrderRefund.refund_id).where(OrderRefund.refund_id == Order.id).exists()
    return or_(Order.state.in_(_SOLD), and_(Order.state == "refunded", ~voided))


def gross_minor() -> ColumnElement[int]:
    """The captured or expected amount of the order: its total less items released before the capture."""
    return Order.total_minor - _uncaptured(Release.amount_minor - Release.taken_minor)


def tax_minor() -> ColumnElement[int]:
    """The VAT in that amount; orders from before VAT have none."""
    return _tax_in(Order.taxes) - _uncaptured(_tax_in(Release.taxes))


def _uncaptured(amount: ColumnElement[int]) -> ScalarSelect[Any]:
    never_taken = and_(Release.order_id == Order.id, Release.taken_minor < Release.amount_minor)
    return select(func.coalesce(func.sum(amount), 0)).where(never_taken).correlate(Order).scalar_subquery()


def _tax_in(taxes: Any) -> ScalarSelect[Any]:
    each = func.jsonb_array_elements(taxes).table_valued(column("value", JSONB))
    tax = cast(each.c.value["tax_minor"].astext, BigInteger)
    return select(func.coalesce(func.sum(tax), 0)).select_from(each).scalar_subquery()
