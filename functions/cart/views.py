"""Renders carts, at current prices and stock."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import Row
from sqlalchemy.orm import Session

from functions.cart import rules
from functions.cart.queries import current_items
from functions.cart.store.carts import CallerCart
from functions.runtime.http.replies import Reply


class ItemView(Reply):
    """An item; `problem` says why it cannot be bought. The price is null once the product is not for sale.

    Once the shop no longer has the variant, `handle` is null and `title` the one it had when the item was put in; empty
    if that is not known, which pages word themselves. `in_stock` is the quantity in stock if `problem` is `too_few`,
    and `quantity_max` the largest that can be ordered now.
    """

    sku: str
    title: str
    handle: str | None
    picture_url: str | None
    option_values: list[str]
    quantity: int
    unit_price_minor: int | None
    line_total_minor: int
    available: bool
    problem: rules.Problem | None
    in_stock: int | None
    quantity_max: int


class CartView(Reply):
    """A cart. A guest sends `cart_token` as Cart-Token from now on; it is null for accounts and if there is no cart."""

    cart_id: UUID | None
    cart_token: str | None
    items: Annotated[list[ItemView], Field(max_length=rules.ITEMS_MAX)]
    subtotal_minor: int
    currency: str | None


def cart_view(session: Session, found: CallerCart | None) -> CartView:
    """Renders the cart; an empty one if the caller has none."""
    rows = current_items(session, found.cart.id) if found is not None else []
    items = [_item(row) for row in rows]
    return CartView(
        cart_id=found.cart.id if found is not None else None,
        cart_token=found.token if found is not None else None,
        items=items,
        subtotal_minor=sum(item.line_total_minor for item in items),
        currency=next((row.currency for row in rows if row.for_sale), None),
    )


def _item(row: Row[Any]) -> ItemView:
    problem = rules.problem(row.quantity, for_sale=row.for_sale, in_stock=row.in_stock)
    return ItemView(
        sku=row.sku,
        title=row.title,
        handle=row.handle,
        picture_url=row.picture_url,
        option_values=row.option_values or [],
        quantity=row.quantity,
        unit_price_minor=row.price_minor if row.for_sale else None,
        line_total_minor=row.price_minor * row.quantity if row.for_sale else 0,
        available=problem is None,
        problem=problem,
        in_stock=row.in_stock if problem == "too_few" else None,
        quantity_max=rules.orderable(row.in_stock, for_sale=row.for_sale),
    )
