"""GET /api/cart — the caller's cart, at today's prices and stock; a guest's is merged into the account's at log-in."""

from functions.cart.carts import find_cart
from functions.cart.views import CartView, shown
from functions.runtime.callers import Caller
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class ReadCart(Request):
    pass


@http_operation()
def read_cart(_query: ReadCart, *, caller: Caller, shop: UnitOfWork) -> CartView:
    return shown(shop.session, find_cart(shop, caller, lock=False))
