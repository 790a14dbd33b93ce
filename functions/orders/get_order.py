"""GET /api/orders/{number} — an order of the caller's account, with its timeline; staff can read any order."""

from functions.orders.errors import OrderUnknown
from functions.orders.store.access import order_of
from functions.orders.views import OrderView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import OrderNumber
from functions.runtime.http.requests import Request


class GetOrder(Request):
    number: OrderNumber


@http_operation(errors=(OrderUnknown,))
def get_order(query: GetOrder, *, caller: Customer, shop: UnitOfWork) -> OrderView:
    return OrderView.of(order_of(shop.session, query.number, caller))
