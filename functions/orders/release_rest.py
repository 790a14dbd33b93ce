"""POST /api/staff/orders/{number}/release — releases items that will not be shipped, which release_stock restocks.

Before the first shipment, they are never charged; after that, refund_return refunds them.
"""

from pydantic import Field

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
from functions.orders.shipments.queries import shipments_of
from functions.orders.shipments.releases import check_agreed, new_release, write_release
from functions.orders.shipments.rules import MAY_RELEASE
from functions.orders.store.access import order_of, version_of
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import PermissionMissing, Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ReleaseRest(Request):
    """Without `lines`, it releases all that is left to ship. Staff agree to the amount that they were shown.

    Without `expected_amount_minor`, the response is a problem that names the amount, and nothing is written.
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
    release = new_release(shop, order, shipments, returns_of(shop.session, order), wanted)
    check_agreed(order, release, command.expected_amount_minor, caller)
    write_release(shop, order, release, caller.name)
    shop.record(caller, "release-rest", order.number, {"items": wanted, "amount_minor": release.amount_minor})
    return OrderView.of_changed(shop.session, order, caller)
