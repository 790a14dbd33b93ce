"""Finds the return or release that a refund is for, and computes what it takes off the order's taxes."""

from collections import Counter
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from db.models.orders import Order
from db.models.returns import Return
from db.models.shipments import Release
from functions.orders.returns.rules import Refunds, refunded_taxes
from functions.runtime.database.unit_of_work import UnitOfWork


def return_of(shop: UnitOfWork, refund_id: UUID) -> Return | None:
    """The return that the refund is for; None for a refund that staff requested."""
    return shop.session.get(Return, refund_id)


def release_of(shop: UnitOfWork, refund_id: UUID) -> Release | None:
    """The release of what was not shipped that the refund is for."""
    return shop.session.get(Release, refund_id)


def reversed_taxes(
    shop: UnitOfWork, order: Order, amount_minor: int, of_lines: Return | Release | None
) -> list[dict[str, Any]] | None:
    """The part of the order's taxes that the refund takes back, by rate; None for an order that has none stored.

    A refund of lines takes back their taxes, unless less was left to refund than they cost.
    """
    if order.taxes is None:
        return None
    lines = _by_rate(of_lines.taxes) if of_lines is not None and _is_exact(of_lines, amount_minor) else None
    by_rate = refunded_taxes(_by_rate(order.taxes), _before(shop, order), amount_minor, lines)
    return [{"rate_basis_points": rate, "tax_minor": tax_minor} for rate, tax_minor in by_rate.items()]


def _is_exact(of_lines: Return | Release, amount_minor: int) -> bool:
    whole_minor = of_lines.taken_minor if isinstance(of_lines, Release) else of_lines.refund_minor
    return of_lines.taxes is not None and whole_minor == amount_minor


def _before(shop: UnitOfWork, order: Order) -> Refunds:
    refunds = select(OrderRefund.taxes).where(OrderRefund.order_id == order.id)
    releases = list(shop.session.scalars(select(Release).where(Release.order_id == order.id)))
    # Items released before the capture were never charged, but their VAT is taken off as well.
    uncaptured = [release for release in releases if release.uncaptured_minor > 0]
    taxes_minor: Counter[int] = Counter()
    for taxes in [*shop.session.scalars(refunds), *(release.taxes for release in uncaptured)]:
        taxes_minor.update(_by_rate(taxes or []))
    of_lines = select(Return.id).where(Return.order_id == order.id, Return.state == "refunded")
    has_lines = bool(releases) or shop.session.scalar(of_lines.limit(1)) is not None
    taken_minor = order.total_minor - sum(release.uncaptured_minor for release in uncaptured)
    return Refunds(taken_minor, order.refunded_minor, taxes_minor, has_lines)


def _by_rate(taxes: list[dict[str, Any]] | None) -> dict[int, int]:
    return {each["rate_basis_points"]: each["tax_minor"] for each in taxes or []}
