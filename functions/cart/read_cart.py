"""GET /api/cart — the caller's cart, at today's prices and stock; a guest's is merged into the account's at log-in."""

from functions.cart.store.carts import find_cart
from functions.cart.views import CartView, shown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ReadCart(Request):
    pass


@http_operation()
def read_cart(_query: ReadCart, *, caller: Caller, shop: UnitOfWork) -> CartView:
    return shown(shop.session, find_cart(shop, caller, lock=False))
