"""What a refund takes back of an order's taxes, and the return that it was for."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from db.models.returns import Return
from functions.orders.returns.rules import Refunds, taken_back
from functions.runtime.database.unit_of_work import UnitOfWork


def return_of(shop: UnitOfWork, refund_id: UUID) -> Return | None:
    """The return that the refund is for; None for one that staff requested."""
    return shop.session.get(Return, refund_id)


def reversed_taxes(
    shop: UnitOfWork, order: Order, amount_minor: int, returned: Return | None
) -> list[dict[str, Any]] | None:
    """By rate, what the refund takes back of the order's taxes; None for an order that has none stored.

    The return counts by its lines, unless less was left to refund than they cost.
    """
    if order.taxes is None:
        return None
    lines = returned.taxes if returned is not None and returned.refund_minor == amount_minor else None
    of_lines = _by_rate(lines) if lines is not None else None
    by_rate = taken_back(_by_rate(order.taxes), _before(shop, order), amount_minor, of_lines)
    return [{"rate_basis_points": rate, "tax_minor": tax_minor} for rate, tax_minor in by_rate.items()]


def _before(shop: UnitOfWork, order: Order) -> Refunds:
    refunds = select(OrderRefund.taxes).where(OrderRefund.order_id == order.id)
    taxes_minor: Counter[int] = Counter()
    for taxes in shop.session.scalars(refunds):
        taxes_minor.update(_by_rate(taxes or []))
    of_lines = select(Return.id).where(Return.order_id == order.id, Return.state == "refunded")
    has_lines = shop.session.scalar(of_lines.limit(1)) is not None
    return Refunds(order.total_minor, order.refunded_minor, taxes_minor, has_lines)


def _by_rate(taxes: list[dict[str, Any]]) -> dict[int, int]:
    return {each["rate_basis_points"]: each["tax_minor"] for each in taxes}
