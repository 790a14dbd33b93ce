"""PUT /api/cart/items/{sku} — sets the quantity of a SKU; a guest without a cart gets one, with its token."""

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from db.models.cart import Cart, CartItem
from functions.cart import rules
from functions.cart.queries import title_for_sale
from functions.cart.store.carts import get_or_create_cart
from functions.cart.views import CartView, cart_view
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Conflict, NotFound
from functions.runtime.fields import Sku
from functions.runtime.http.requests import Request


class NotForSale(NotFound):
    """A SKU is unknown, or its product is not published; the response is the same."""

    slug, title = "not-for-sale", "There is no such product for sale"


class CartFull(Conflict):
    """The cart already has `items_max` different items, as many as an order may have."""

    slug, title = "cart-full", "The cart is full"


class PutCartItem(Request):
    sku: Sku
    quantity: int = Field(ge=1, le=rules.QUANTITY_MAX)


@http_operation(errors=(NotForSale, CartFull))
def put_cart_item(command: PutCartItem, *, caller: Caller, shop: UnitOfWork) -> CartView:
    title = title_for_sale(shop.session, command.sku)
    if title is None:
        raise NotForSale(f"{command.sku} is not for sale.")
    found = get_or_create_cart(shop, caller)
    _check_room(shop, found.cart, command.sku)
    _set_quantity(shop, found.cart, command, title)
    return cart_view(shop.session, found)


def _check_room(shop: UnitOfWork, cart: Cart, sku: str) -> None:
    others = select(func.count()).where(CartItem.cart_id == cart.id, CartItem.sku != sku)
    if shop.session.scalars(others).one() >= rules.ITEMS_MAX:
        raise CartFull(f"A cart holds {rules.ITEMS_MAX} different items; remove one first.", items_max=rules.ITEMS_MAX)


def _set_quantity(shop: UnitOfWork, cart: Cart, command: PutCartItem, title: str) -> None:
    values = {"sku": command.sku, "quantity": command.quantity, "title": title}
    item = insert(CartItem).values(cart_id=cart.id, added_at=shop.now, **values)
    changed = {"quantity": item.excluded.quantity, "title": item.excluded.title}
    shop.session.execute(item.on_conflict_do_update(index_elements=[CartItem.cart_id, CartItem.sku], set_=changed))
    cart.changed_at = shop.now
