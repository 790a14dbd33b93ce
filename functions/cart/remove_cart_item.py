"""DELETE /api/cart/items/{sku} — takes a SKU out of the cart; what is not in it is as good as removed."""

from sqlalchemy import delete

from db.models.cart import CartItem
from functions.cart.store.carts import find_cart
from functions.cart.views import CartView, shown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Sku
from functions.runtime.http.requests import Request


class RemoveCartItem(Request):
    sku: Sku


@http_operation()
def remove_cart_item(command: RemoveCartItem, *, caller: Caller, shop: UnitOfWork) -> CartView:
    held = find_cart(shop, caller, lock=True)
    if held is not None:
        shop.session.execute(delete(CartItem).where(CartItem.cart_id == held.cart.id, CartItem.sku == command.sku))
        held.cart.changed_at = shop.now
    return shown(shop.session, held)
