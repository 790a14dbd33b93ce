"""GET /api/orders — the orders of the caller's account, newest first."""

from db.models.orders import Order
from functions.orders.pages import page_of_orders
from functions.orders.views import OrderPage
from functions.runtime.callers import Customer
from functions.runtime.cursors import PageRequest
from functions.runtime.http import http_operation
from functions.runtime.unit_of_work import UnitOfWork


@http_operation()
def list_orders(query: PageRequest, *, caller: Customer, shop: UnitOfWork) -> OrderPage:
    return page_of_orders(shop.session, Order.account_id == caller.id, query, newest_first=True)
