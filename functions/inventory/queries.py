"""What inventory reads: its own tables, and of the catalogue which SKUs there are and what they are called."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models.inventory import Stock, StockMovement


def locked_stock(session: Session, skus: Iterable[str]) -> dict[str, Stock]:
    """The stock of the SKUs, locked in one order for everybody: no two orders can wait for each other."""
    query = select(Stock).where(Stock.sku.in_(list(skus))).order_by(Stock.sku).with_for_update()
    return {stock.sku: stock for stock in session.scalars(query)}


# The catalogue's tables are loaded only by those who ask about them: most of inventory never does.
def is_in_catalog(session: Session, sku: str) -> bool:
    from db.models.catalog import Variant

    return session.scalar(select(Variant.sku).where(Variant.sku == sku)) is not None


def moved_since(session: Session, skus: Collection[str], moment: datetime) -> dict[str, int]:
    """By how much the stock of the SKUs has changed after the moment; nothing for those that have not."""
    query = select(StockMovement.sku, func.sum(StockMovement.quantity)).group_by(StockMovement.sku)
    return dict(session.execute(query.where(StockMovement.sku.in_(skus), StockMovement.at > moment)).tuples().all())


def stock_by_sku(prefix: str, available_max: int | None) -> Select[Any]:
    """Selects every SKU that begins so, with stock, product and options; also those that nobody has counted yet."""
    from db.models.catalog import Product, Variant

    sku = func.coalesce(Variant.sku, Stock.sku).label("sku")
    on_hand, reserved = func.coalesce(Stock.on_hand, 0), func.coalesce(Stock.reserved, 0)
    query = (
        select(sku, on_hand.label("on_hand"), reserved.label("reserved"), Product.title, Variant.option_values)
        .select_from(Variant)
        .join(Stock, Stock.sku == Variant.sku, full=True)
        .outerjoin(Product, Product.id == Variant.product_id)
        .where(sku.startswith(prefix, autoescape=True))
    )
    return query if available_max is None else query.where(on_hand - reserved <= available_max)
