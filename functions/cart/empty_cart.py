"""On shop.cart.checked-out.v1 — removes the ordered quantities from the cart; other items stay."""

from sqlalchemy import select

from db.models.cart import Cart, CartItem, Checkout
from eventing.events.orders import CartCheckedOut
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def empty_cart(event: CartCheckedOut, *, shop: UnitOfWork) -> None:
    cart = shop.session.get(Cart, event.cart_id, with_for_update=True)
    if cart is None or not _is_owners_order(event, cart):
        return
    if not insert_if_absent(shop.session, Checkout, order_id=event.order_id, at=shop.now):
        return
    ordered = {line.sku: line.quantity for line in event.lines}
    query = select(CartItem).where(CartItem.cart_id == cart.id, CartItem.sku.in_(ordered))
    if event.placed_at is not None:
        # An item that was removed and added again since the order is wanted once more.
        query = query.where(CartItem.added_at <= event.placed_at)
    for item in shop.session.scalars(query):
        if item.quantity > ordered[item.sku]:
            item.quantity -= ordered[item.sku]
        else:
            shop.session.delete(item)
    cart.changed_at = shop.now


def _is_owners_order(event: CartCheckedOut, cart: Cart) -> bool:
    """An order may name any cart's id; only an order by the cart's owner empties it."""
    if cart.token_sha256 is not None:
        return cart.token_sha256.hex() == event.token_sha256
    return cart.account_id == event.account_id
