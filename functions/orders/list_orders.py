"""GET /api/orders — the orders of the caller's account, newest first."""

from db.models.orders import Order
from functions.orders.store.pages import OrderPage, page_of_orders
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.pages import PageRequest
from functions.runtime.database.unit_of_work import UnitOfWork


@http_operation()
def list_orders(query: PageRequest, *, caller: Customer, shop: UnitOfWork) -> OrderPage:
    return page_of_orders(shop.session, Order.account_id == caller.id, query, newest_first=True)
