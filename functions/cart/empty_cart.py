"""On shop.cart.checked-out.v1 — takes what was ordered out of the cart; what was put in besides stays."""

from sqlalchemy import select

from db.models.cart import Cart, CartItem, Checkout
from eventing.events.orders import CartCheckedOut
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def empty_cart(event: CartCheckedOut, *, shop: UnitOfWork) -> None:
    cart = shop.session.get(Cart, event.cart_id, with_for_update=True)
    if cart is None or not _is_of_its_holder(event, cart):
        return
    if not insert_if_absent(shop.session, Checkout, order_id=event.order_id, at=shop.now):
        return
    bought = {line.sku: line.quantity for line in event.lines}
    query = select(CartItem).where(CartItem.cart_id == cart.id, CartItem.sku.in_(bought))
    for item in shop.session.scalars(query):
        if item.quantity > bought[item.sku]:
            item.quantity -= bought[item.sku]
        else:
            shop.session.delete(item)
    cart.changed_at = shop.now


def _is_of_its_holder(event: CartCheckedOut, cart: Cart) -> bool:
    """Whoever orders may name any cart's id: only the order of its holder empties it."""
    if cart.token_sha256 is not None:
        return cart.token_sha256.hex() == event.token_sha256
    return cart.account_id == event.account_id
