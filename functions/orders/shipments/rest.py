"""Releases what of an order will not be shipped, with what was paid for it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from db.models.base import new_key
from db.models.orders import Order
from db.models.shipments import Release, ReleaseLine
from functions.orders.errors import RefundAboveLimit, RefundNotAgreed
from functions.orders.returns.receipt import arrived_items, paid_line
from functions.orders.shipments.queries import Shipments
from functions.orders.shipments.rules import capture_minor
from functions.orders.taxes.rules import TaxedAmount, totals_by_rate
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from db.models.returns import Return


def released(
    shop: UnitOfWork,
    order: Order,
    shipments: Shipments,
    returns: "Sequence[Return]",
    quantities: Mapping[str, int],
) -> Release:
    """The release of so many of each SKU, which is not stored yet; the first shipment has captured the whole before."""
    amounts = _amounts(order, arrived_items(returns) + shipments.released, quantities)
    whole_minor = sum(amount.gross_minor for amount in amounts)
    is_captured = order.state != "confirmed"
    left_minor = capture_minor(order.total_minor, shipments.untaken_minor) - order.refunded_minor
    amount_minor = min(whole_minor, left_minor)
    is_exact = order.taxes is not None and amount_minor == whole_minor
    return Release(
        id=new_key(),
        order_id=order.id,
        amount_minor=amount_minor,
        taken_minor=amount_minor if is_captured else 0,
        taxes=[asdict(each) for each in totals_by_rate(amounts)] if is_exact else None,
        at=shop.now,
        lines=[ReleaseLine(sku=sku, quantity=quantity) for sku, quantity in quantities.items()],
    )


def check_agreed(order: Order, release: Release, expected_minor: int | None, caller: Staff) -> None:
    """Raises RefundNotAgreed unless staff agree to the amount, and where it is refunded, RefundAboveLimit."""
    if release.taken_minor > 0:
        caller.check("payments.refund")
        limit = caller.permissions["payments.refund"]
        if limit is not None and order.refunded_minor + release.taken_minor > limit:
            advice = f"It may give back {limit} minor units of an order in all; ask somebody with a higher limit."
            raise RefundAboveLimit(advice, limit_minor=limit)
    if release.amount_minor != expected_minor:
        advice = "Nothing was written. To release it, agree to `refund_minor`."
        raise RefundNotAgreed(advice, refund_minor=release.amount_minor)


def _amounts(order: Order, before: Counter[str], quantities: Mapping[str, int]) -> list[TaxedAmount]:
    paid = {line.sku: paid_line(line) for line in order.lines}
    return [paid[sku].given_back(before[sku], quantity) for sku, quantity in quantities.items()]
