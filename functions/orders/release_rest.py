"""POST /api/staff/orders/{number}/release — releases what of an order will not be shipped; release_stock restocks it.

Before the first shipment, its money is never taken; after that, refund_return refunds it.
"""

from collections.abc import Mapping

from pydantic import Field

from db.models.orders import Order
from db.models.shipments import Release
from eventing.events.orders import Line
from eventing.events.shipments import OrderRestReleased
from functions.orders import rules
from functions.orders.errors import (
    OrderNotInState,
    OrderUnknown,
    OwnOrder,
    RefundAboveLimit,
    RefundNotAgreed,
)
from functions.orders.fields import OrderedLines
from functions.orders.returns.queries import returns_of
from functions.orders.shipments.choice import chosen
from functions.orders.shipments.errors import NotLeftToShip
from functions.orders.shipments.queries import Shipments, shipments_of
from functions.orders.shipments.rest import check_agreed, released
from functions.orders.shipments.rules import MAY_RELEASE, capture_minor, is_all
from functions.orders.store.access import order_of, version_of
from functions.orders.store.transitions import Reason, record
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import PermissionMissing, Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ReleaseRest(Request):
    """Without `lines`, all that is left to ship. Staff agree to the amount that they were shown.

    Without `expected_amount_minor`, the answer is the problem that names the amount, and nothing is written.
    """

    number: OrderNumber
    lines: OrderedLines | None = None
    expected_amount_minor: int | None = Field(default=None, ge=0, le=rules.TOTAL_MINOR_MAX)


@http_operation(
    permission="orders.cancel",
    errors=(
        *(OrderUnknown, OwnOrder, OrderNotInState, NotLeftToShip),
        *(RefundNotAgreed, RefundAboveLimit, PermissionMissing),
    ),
)
def release_rest(command: ReleaseRest, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> OrderView:
    order = order_of(shop.session, command.number, caller, lock=True)
    if_match.check(version_of(order))
    if order.account_id == caller.id:
        raise OwnOrder("Ask another member of the staff to release it.")
    shipments = shipments_of(shop.session, order)
    wanted = chosen(order, MAY_RELEASE, shipments.left, command.lines)
    _check_something_is_shipped(order, shipments, wanted)
    release = released(shop, order, shipments, returns_of(shop.session, order), wanted)
    _check_something_is_paid(order, shipments, release)
    check_agreed(order, release, command.expected_amount_minor, caller)
    shop.session.add(release)
    record(shop, order, Reason("rest_released", {"amount_minor": release.amount_minor}), caller.name)
    shop.announce(_announcement(order, release))
    shop.record(caller, "release-rest", order.number, {"items": wanted, "amount_minor": release.amount_minor})
    return OrderView.of_changed(shop.session, order, caller)


def _check_something_is_shipped(order: Order, shipments: Shipments, wanted: Mapping[str, int]) -> None:
    if order.state == "confirmed" and is_all(shipments.left, wanted):
        raise OrderNotInState("Nothing of it would be shipped: cancel the order.", state=order.state)


def _check_something_is_paid(order: Order, shipments: Shipments, release: Release) -> None:
    """Nothing can be captured of nothing, and what is authorised would stay so."""
    untaken_minor = [*shipments.untaken_minor, release.untaken_minor]
    if order.total_minor > 0 and release.untaken_minor > 0 and capture_minor(order.total_minor, untaken_minor) == 0:
        raise OrderNotInState("The rest of it costs nothing: ship that first, or cancel the order.", state=order.state)


def _announcement(order: Order, release: Release) -> OrderRestReleased:
    return OrderRestReleased(
        order_id=order.id,
        number=order.number,
        release_id=release.id,
        lines=[Line(sku=line.sku, quantity=line.quantity) for line in release.lines],
        amount_minor=release.amount_minor,
        refund_minor=release.taken_minor,
        currency=order.currency,
    )
