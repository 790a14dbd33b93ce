"""Releases items that will not be shipped, with what was paid for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.models.base import new_key
from db.models.orders import Order
from db.models.shipments import Release, ReleaseLine
from functions.orders.returns.receipt import arrived_items, check_amount, check_limit, paid_line, within_what_is_left
from functions.orders.shipments.queries import Shipments
from functions.orders.taxes.rules import TaxedAmount
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
    amount_minor, taxes = within_what_is_left(order, shipments, amounts)
    is_captured = order.state != "confirmed"
    return Release(
        id=new_key(),
        order_id=order.id,
        amount_minor=amount_minor,
        taken_minor=amount_minor if is_captured else 0,
        taxes=taxes,
        at=shop.now,
        lines=[ReleaseLine(sku=sku, quantity=quantity) for sku, quantity in quantities.items()],
    )


def check_agreed(order: Order, release: Release, expected_minor: int | None, caller: Staff) -> None:
    """Raises RefundNotAgreed unless staff agree to the amount, and where it is refunded, RefundAboveLimit."""
    if release.taken_minor > 0:
        caller.check("payments.refund")
        check_limit(order, release.taken_minor, caller.permissions["payments.refund"])
    check_amount(release.amount_minor, expected_minor, "release it")


def _amounts(order: Order, before: Counter[str], quantities: Mapping[str, int]) -> list[TaxedAmount]:
    paid = {line.sku: paid_line(line) for line in order.lines}
    return [paid[sku].given_back(before[sku], quantity) for sku, quantity in quantities.items()]
