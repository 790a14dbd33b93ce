"""How a cart is shown: always at today's prices and stock."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from functions.cart import rules
from functions.cart.queries import items_as_of_now
from functions.cart.store.carts import HeldCart
from functions.runtime.http.replies import Reply


class ItemView(Reply):
    """An item, and in `problem` what stands in the way of buying it; without a price when it is no longer for sale."""

    sku: str
    title: str
    handle: str | None
    picture_url: str | None
    option_values: list[str]
    quantity: int
    unit_price_minor: int | None
    line_total_minor: int
    available: bool
    problem: str | None


class CartView(Reply):
    """A cart. `cart_token` is the Cart-Token to send from now on; null for accounts, and while there is no cart."""

    cart_id: UUID | None
    cart_token: str | None
    items: list[ItemView]
    subtotal_minor: int
    currency: str | None


def shown(session: Session, held: HeldCart | None) -> CartView:
    """The cart as it is now; an empty one where there is none."""
    rows = items_as_of_now(session, held.cart.id) if held is not None else []
    items = [_item(row) for row in rows]
    return CartView(
        cart_id=held.cart.id if held is not None else None,
        cart_token=held.token if held is not None else None,
        items=items,
        subtotal_minor=sum(item.line_total_minor for item in items),
        currency=next((row.currency for row in rows if row.for_sale), None),
    )


def _item(row: Row[Any]) -> ItemView:
    problem = rules.problem(row.quantity, for_sale=row.for_sale, in_stock=row.in_stock)
    return ItemView(
        sku=row.sku,
        title=row.title or row.sku,
        handle=row.handle,
        picture_url=row.picture_url,
        option_values=row.option_values or [],
        quantity=row.quantity,
        unit_price_minor=row.price_minor if row.for_sale else None,
        line_total_minor=row.price_minor * row.quantity if row.for_sale else 0,
        available=problem is None,
        problem=problem,
    )
