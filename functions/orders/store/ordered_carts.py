"""Remembers from which cart each order was placed; a cart has at most one undecided order."""

from uuid import UUID

from sqlalchemy import delete

from db.models.ordered_carts import OrderedCart
from db.models.orders import Order
from eventing.events.orders import CartCheckedOut
from functions.orders import rules
from functions.orders.errors import CartInOrder
from functions.orders.queries import ordered_lines
from functions.runtime.callers import Caller
from functions.runtime.database.insert import get_or_insert
from functions.runtime.database.unit_of_work import UnitOfWork


def remember_cart(shop: UnitOfWork, cart_id: UUID, order: Order, caller: Caller) -> None:
    """Remembers that the order was placed from the cart; raises CartInOrder while another order of it is undecided.

    The cart context checks the cart's owner before it empties the cart.
    """
    values = {"order_id": order.id, "token_sha256": caller.cart_token_sha256, "at": shop.now}
    ordered = get_or_insert(shop.session, OrderedCart, cart_id=cart_id, **values)
    if ordered.is_new:
        return
    other = shop.session.get_one(Order, ordered.row.order_id)
    if rules.is_undecided(other.state):
        raise CartInOrder(f"Wait for the order {other.number}, or cancel it.", number=other.number)
    for name, value in values.items():
        setattr(ordered.row, name, value)


def check_out_cart(shop: UnitOfWork, order: Order) -> None:
    """Announces from which cart the confirmed order was placed, if any, and forgets the cart."""
    statement = delete(OrderedCart).where(OrderedCart.order_id == order.id).returning(OrderedCart)
    if (ordered := shop.session.scalar(statement)) is None:
        return
    shop.announce(
        CartCheckedOut(
            cart_id=ordered.cart_id,
            order_id=order.id,
            account_id=order.account_id,
            token_sha256=ordered.token_sha256,
            lines=ordered_lines(shop.session, order.id),
            placed_at=order.placed_at,
        )
    )
