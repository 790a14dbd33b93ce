"""Releases items that will not be shipped, with the amount paid for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from db.models.base import new_key
from db.models.order_codes import ReasonCode
from db.models.orders import Order
from db.models.shipments import Release, ReleaseLine
from eventing.events.orders import Line
from eventing.events.shipments import OrderRestReleased
from functions.orders.errors import OrderNotInState
from functions.orders.returns.refund_amounts import (
    arrived_items,
    check_amount,
    check_limit,
    limited_to_open_amount,
    paid_line,
)
from functions.orders.shipments.queries import Shipments
from functions.orders.shipments.rules import capture_minor, is_all
from functions.orders.store.transitions import Reason, record
from functions.orders.taxes.rules import TaxedAmount
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from db.models.returns import Return


def new_release(
    shop: UnitOfWork,
    order: Order,
    shipments: Shipments,
    returns: "Sequence[Return]",
    quantities: Mapping[str, int],
) -> Release:
    """The release of these quantities, not stored yet; after the first shipment, all of its amount was captured.

    Raises OrderNotInState if nothing would be left to ship or to pay.
    """
    if order.state == "confirmed" and is_all(shipments.left, quantities):
        raise OrderNotInState("Nothing of it would be shipped: cancel the order.", state=order.state)
    amounts = _amounts(order, arrived_items(returns) + shipments.released, quantities)
    amount_minor, taxes = limited_to_open_amount(order, shipments, amounts)
    is_captured = order.state != "confirmed"
    if not is_captured and amount_minor > 0 and _is_free(order, [*shipments.uncaptured_minor, amount_minor]):
        raise OrderNotInState("The rest of it costs nothing: ship that first, or cancel the order.", state=order.state)
    return Release(
        id=new_key(),
        order_id=order.id,
        amount_minor=amount_minor,
        taken_minor=amount_minor if is_captured else 0,
        taxes=taxes,
        at=shop.now,
        lines=[ReleaseLine(sku=sku, quantity=quantity) for sku, quantity in quantities.items()],
    )


def write_release(
    shop: UnitOfWork, order: Order, release: Release, actor: str, code: ReasonCode = "rest_released"
) -> None:
    """Stores the release, with its step in the timeline and its event."""
    shop.session.add(release)
    record(shop, order, Reason(code, {"amount_minor": release.amount_minor}), actor)
    shop.announce(
        OrderRestReleased(
            order_id=order.id,
            number=order.number,
            release_id=release.id,
            lines=[Line(sku=line.sku, quantity=line.quantity) for line in release.lines],
            amount_minor=release.amount_minor,
            refund_minor=release.taken_minor,
            currency=order.currency,
            by_shopper=code == "items_removed",
        )
    )


def check_agreed(order: Order, release: Release, expected_minor: int | None, caller: Staff) -> None:
    """Raises RefundNotAgreed unless staff agree to the amount, and RefundAboveLimit if too much would be refunded."""
    if release.taken_minor > 0:
        caller.check("payments.refund")
        check_limit(order, release.taken_minor, caller.permissions["payments.refund"])
    check_amount(release.amount_minor, expected_minor, "release it")


def _is_free(order: Order, uncaptured_minor: list[int]) -> bool:
    """Whether nothing would be left to pay: then no capture is possible, and the authorisation would stay open."""
    return order.total_minor > 0 and capture_minor(order.total_minor, uncaptured_minor) == 0


def _amounts(order: Order, before: Counter[str], quantities: Mapping[str, int]) -> list[TaxedAmount]:
    paid = {line.sku: paid_line(line) for line in order.lines}
    return [paid[sku].refund_of_quantity(before[sku], quantity) for sku, quantity in quantities.items()]
