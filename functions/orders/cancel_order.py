"""POST /api/orders/{number}/cancel — cancels an order that is not shipped yet; succeeds if it is cancelled already."""

from db.models.orders import Order
from eventing.codes import CancellationCode
from eventing.events.orders import OrderCancelled
from functions.orders.errors import OrderNotInState, OrderUnknown
from functions.orders.store.access import check_permission, check_version, is_by_shop, order_of
from functions.orders.store.timeline import entered
from functions.orders.store.transitions import Reason, enter
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller, PermissionMissing
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail, OrderNumber, ShortText
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class CancelOrder(Request):
    number: OrderNumber
    # Proves that a guest's order is the caller's.
    email: KnownEmail | None = None
    reason: ShortText | None = None


@http_operation(errors=(OrderUnknown, OrderNotInState, PermissionMissing))
def cancel_order(command: CancelOrder, *, caller: Caller, shop: UnitOfWork, if_match: IfMatch | None) -> OrderView:
    order = order_of(shop.session, command.number, caller, email=command.email, lock=True)
    check_permission(order, caller, "orders.cancel")
    # Also if it was refunded since: a repeated request succeeds like the first.
    if "cancelled" not in entered(order):
        check_version(order, caller, if_match)
        _cancel(shop, order, command.reason, caller)
    return OrderView.of_changed(shop.session, order, caller)


def _cancel(shop: UnitOfWork, order: Order, note: str | None, caller: Caller) -> None:
    code: CancellationCode = "cancelled_by_shop" if is_by_shop(caller, order) else "cancelled_by_shopper"
    enter(shop, order, "cancelled", Reason(code, note=note), caller.name)
    if order.promotions:
        # Imported here: most orders have no promotions.
        from functions.orders.promotions.claims import give_back_uses

        give_back_uses(shop, order)
    shop.announce(OrderCancelled(order_id=order.id, number=order.number, reason_code=code))
    if caller.is_staff:
        shop.record(caller, "cancel-order", order.number, {"reason": note} if note else {})
