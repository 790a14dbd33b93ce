"""GET /api/cart — the caller's cart at current prices and stock. At log-in, a guest's is merged into the account's."""

from functions.cart.store.carts import find_cart
from functions.cart.views import CartView, cart_view
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ReadCart(Request):
    pass


@http_operation()
def read_cart(_query: ReadCart, *, caller: Caller, shop: UnitOfWork) -> CartView:
    return cart_view(shop.session, find_cart(shop, caller, lock=False))
