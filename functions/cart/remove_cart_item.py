"""DELETE /api/cart/items/{sku} — removes a SKU from the cart; succeeds if it is not in the cart."""

from sqlalchemy import delete

from db.models.cart import CartItem
from functions.cart.store.carts import find_cart
from functions.cart.views import CartView, cart_view
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Sku
from functions.runtime.http.requests import Request


class RemoveCartItem(Request):
    sku: Sku


@http_operation()
def remove_cart_item(command: RemoveCartItem, *, caller: Caller, shop: UnitOfWork) -> CartView:
    found = find_cart(shop, caller, lock=True)
    if found is not None:
        shop.session.execute(delete(CartItem).where(CartItem.cart_id == found.cart.id, CartItem.sku == command.sku))
        found.cart.changed_at = shop.now
    return cart_view(shop.session, found)
