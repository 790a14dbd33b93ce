"""GET /api/staff/orders — the orders in one state, the oldest first unless `newest_first` is set."""

from db.models.order_codes import State
from db.models.orders import Order
from functions.orders.store.pages import OrderPage, page_of_orders
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import PageRequest
from functions.runtime.database.unit_of_work import UnitOfWork


class ListOrdersByState(PageRequest):
    state: State
    newest_first: bool = False


@http_operation(permission="orders.read", may_be_stale=True)
def list_orders_by_state(query: ListOrdersByState, *, caller: Staff, shop: UnitOfWork) -> OrderPage:
    return page_of_orders(shop.session, Order.state == query.state, query, newest_first=query.newest_first)
