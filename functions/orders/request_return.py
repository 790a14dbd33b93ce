"""POST /api/orders/{number}/return — requests the return of an order, within RETURN_PERIOD."""

from db.models.order_codes import ReasonCode
from db.models.orders import Order
from eventing.events.orders import ReturnRequested
from functions.orders import rules
from functions.orders.errors import OrderNotInState, OrderUnknown, ReturnPeriodOver
from functions.orders.store.access import check_permission, check_version, entered, is_by_shop, order_of
from functions.orders.store.transitions import Reason, enter
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail, OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class RequestReturn(Request):
    number: OrderNumber
    reason: ShortText
    # Proves that a guest's order is the caller's.
    email: KnownEmail | None = None


@http_operation(errors=(OrderUnknown, OrderNotInState, ReturnPeriodOver, PermissionMissing))
def request_return(command: RequestReturn, *, caller: Caller, shop: UnitOfWork, if_match: IfMatch | None) -> OrderView:
    order = order_of(shop.session, command.number, caller, email=command.email, lock=True)
    check_permission(order, caller, "orders.request-return")
    # A repeated request keeps the first reason.
    if order.state != "return_requested":
        check_version(order, caller, if_match)
        _request(shop, order, command.reason, caller)
    return OrderView.of_changed(shop.session, order, caller)


def _request(shop: UnitOfWork, order: Order, note: str, caller: Caller) -> None:
    code: ReasonCode = "return_requested_by_shop" if is_by_shop(caller, order) else "return_requested_by_shopper"
    until = rules.returnable_until(entered(order))
    enter(shop, order, "return_requested", Reason(code, note=note), caller.name)
    if until is not None and until < shop.now:
        raise ReturnPeriodOver(f"It could be sent back until {until:%Y-%m-%d}.", returnable_until=until.isoformat())
    shop.announce(ReturnRequested(order_id=order.id, number=order.number, reason=note))
    if caller.is_staff:
        shop.record(caller, "request-return", order.number, {"reason": note})
