"""POST /api/orders/{number}/return — announces a return of some lines or of all, within RETURN_PERIOD."""

from db.models.orders import Order
from eventing.codes import ReturnCode
from eventing.events.orders import Line
from eventing.events.returns import ReturnRequested
from functions.orders import rules
from functions.orders.errors import ItemsNotReturnable, OrderNotInState, OrderUnknown, ReturnOpen, ReturnPeriodOver
from functions.orders.fields import OrderedLines, quantities
from functions.orders.returns.announcement import announce_return
from functions.orders.returns.queries import open_return, returnable, returns_of
from functions.orders.shipments.queries import shipments_of
from functions.orders.store.access import check_permission, check_version, is_by_shop, order_of
from functions.orders.store.timeline import entered
from functions.orders.store.transitions import Reason, enter
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber, ShortText
from functions.runtime.http.guest_requests import GuestRequest
from functions.runtime.http.preconditions import IfMatch


class RequestReturn(GuestRequest):
    """Without `lines`, everything that can still be sent back; the law requires no reason."""

    number: OrderNumber
    reason: ShortText | None = None
    lines: OrderedLines | None = None


@http_operation(
    errors=(OrderUnknown, OrderNotInState, ReturnPeriodOver, ReturnOpen, ItemsNotReturnable, PermissionMissing)
)
def request_return(command: RequestReturn, *, caller: Caller, shop: UnitOfWork, if_match: IfMatch | None) -> OrderView:
    order = order_of(shop.session, command.number, caller, email=command.email, lock=True)
    check_permission(order, caller, "orders.request-return")
    wanted = quantities(command.lines) if command.lines is not None else None
    # A repeated request keeps the first reason.
    if order.state != "return_requested":
        check_version(order, caller, if_match)
        _request(shop, order, wanted, command.reason, caller)
    elif wanted is not None and wanted != _announced(shop, order):
        raise ReturnOpen("Wait until it is settled, then send back more.")
    return OrderView.of_changed(shop.session, order, caller)


def _announced(shop: UnitOfWork, order: Order) -> dict[str, int]:
    found = open_return(returns_of(shop.session, order))
    return {line.sku: line.quantity for line in found.lines} if found is not None else {}


def _request(shop: UnitOfWork, order: Order, wanted: dict[str, int] | None, note: str | None, caller: Caller) -> None:
    code: ReturnCode = "return_requested_by_shop" if is_by_shop(caller, order) else "return_requested_by_shopper"
    until = rules.returnable_until(entered(order))
    left = returnable(shipments_of(shop.session, order).shipped, returns_of(shop.session, order))
    enter(shop, order, "return_requested", Reason(code, note=note), caller.name)
    if until is not None and until < shop.now:
        raise ReturnPeriodOver(f"It could be sent back until {until:%Y-%m-%d}.", returnable_until=until.isoformat())
    announced = announce_return(shop, order, left, wanted)
    shop.announce(
        ReturnRequested(
            order_id=order.id,
            number=order.number,
            reason=note or "",
            return_id=announced.id,
            reason_code=code,
            requested_at=shop.now,
            is_withdrawal=announced.is_withdrawal,
            lines=[Line(sku=line.sku, quantity=line.quantity) for line in announced.lines],
        )
    )
    if caller.is_staff:
        shop.record(caller, "request-return", order.number, {"reason": note} if note else {})
