"""GET /api/orders/{number} — an order of the caller's account, with its timeline; staff see any."""

from functions.orders.access import order_of
from functions.orders.errors import OrderUnknown
from functions.orders.views import OrderView
from functions.runtime.callers import Customer
from functions.runtime.fields import OrderNumber
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class GetOrder(Request):
    number: OrderNumber


@http_operation(errors=(OrderUnknown,))
def get_order(query: GetOrder, *, caller: Customer, shop: UnitOfWork) -> OrderView:
    return OrderView.of(order_of(shop.session, query.number, caller))
