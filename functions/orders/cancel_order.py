"""POST /api/orders/{number}/cancel — cancels an order that is not shipped yet; succeeds if it is cancelled already.

With `lines`, it only takes these out of the order, whose payment is then captured without them.
"""

from pydantic import Field

from db.models.order_codes import ReasonCode
from db.models.orders import Order
from eventing.codes import CancellationCode
from eventing.events.orders import OrderCancelled
from functions.orders import rules
from functions.orders.errors import OrderNotInState, OrderUnknown, RefundNotAgreed
from functions.orders.fields import OrderedLines
from functions.orders.shipments.errors import NotLeftToShip
from functions.orders.store.access import check_permission, check_version, is_by_shop, order_of, version_of
from functions.orders.store.timeline import entered
from functions.orders.store.transitions import Reason, enter
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.preconditions import IfMatch, required


class CancelOrder(GuestRequest):
    """A request with lines names the version that its author has seen, so that repeating it takes out no more.

    The author agrees to the reduction; without `expected_amount_minor`, the response is a problem that names it.
    """

    number: OrderNumber
    lines: OrderedLines | None = None
    expected_amount_minor: int | None = Field(default=None, ge=0, le=rules.TOTAL_MINOR_MAX)
    reason: ShortText | None = None


@http_operation(errors=(OrderUnknown, OrderNotInState, NotLeftToShip, RefundNotAgreed, PermissionMissing))
def cancel_order(command: CancelOrder, *, caller: Caller, shop: UnitOfWork, if_match: IfMatch | None) -> OrderView:
    order = order_of(shop.session, command.number, caller, email=command.email, lock=True)
    check_permission(order, caller, "orders.cancel")
    if command.lines is not None:
        _remove_items(shop, order, command, caller, required(if_match))
    # A repeated request succeeds like the first.
    elif "cancelled" not in entered(order):
        check_version(order, caller, if_match)
        _cancel(shop, order, command.reason, caller)
    return OrderView.of_changed(shop.session, order, caller)


def _cancel(shop: UnitOfWork, order: Order, note: str | None, caller: Caller) -> None:
    code: CancellationCode = "cancelled_by_shop" if is_by_shop(caller, order) else "cancelled_by_shopper"
    enter(shop, order, "cancelled", Reason(code, note=note), caller.name)
    if order.promotions:
        # Imported here: most orders have no promotions.
        from functions.orders.promotions.claims import release_uses

        release_uses(shop, order)
    shop.announce(OrderCancelled(order_id=order.id, number=order.number, reason_code=code))
    if caller.is_staff:
        shop.record(caller, "cancel-order", order.number, {"reason": note} if note else {})


def _remove_items(shop: UnitOfWork, order: Order, command: CancelOrder, caller: Caller, if_match: IfMatch) -> None:
    # Imported here: most orders are cancelled as a whole.
    from functions.orders.shipments.removal import remove_items

    if_match.check(version_of(order))
    is_shop = is_by_shop(caller, order)
    code: ReasonCode = "rest_released" if is_shop else "items_removed"
    release = remove_items(shop, order, command.lines, command.expected_amount_minor, caller.name, code)
    if caller.is_staff:
        items = {line.sku: line.quantity for line in release.lines}
        shop.record(caller, "cancel-order", order.number, {"items": items, "amount_minor": release.amount_minor})
