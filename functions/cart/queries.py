"""Reads the tables of other contexts for carts: titles and prices from the catalog, stock from inventory."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models.cart import CartItem
from db.models.catalog import Image, Product, Variant
from db.models.inventory import Stock


def title_for_sale(session: Session, sku: str) -> str | None:
    """The title of the product; None if the SKU is not for sale."""
    query = select(Product.title).join(Variant, Variant.product_id == Product.id)
    return session.scalar(query.where(Variant.sku == sku, Product.state == "published"))


def current_items(session: Session, cart_id: UUID) -> Sequence[Row[Any]]:
    """Every item of the cart with its present product, price and stock. For a deleted variant the title is the one
    that was put in, empty if it is not known, and the other columns are null."""
    picture = (
        select(Image.url).where(Image.product_id == Product.id).order_by(Image.position).limit(1).scalar_subquery()
    )
    query = (
        select(
            CartItem.sku,
            CartItem.quantity,
            func.coalesce(Product.title, CartItem.title).label("title"),
            Product.handle,
            picture.label("picture_url"),
            Variant.option_values,
            Variant.price_minor,
            Variant.currency,
            func.coalesce(Product.state == "published", False).label("for_sale"),
            func.coalesce(Stock.orderable, 0).label("in_stock"),
        )
        .outerjoin(Variant, Variant.sku == CartItem.sku)
        .outerjoin(Product, Product.id == Variant.product_id)
        .outerjoin(Stock, Stock.sku == CartItem.sku)
        .where(CartItem.cart_id == cart_id)
        .order_by(CartItem.added_at, CartItem.sku)
    )
    return session.execute(query).all()
