"""What inventory reads of its own tables."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.inventory import Stock


def locked_stock(session: Session, skus: Iterable[str]) -> dict[str, Stock]:
    """The stock of the SKUs, locked in one order for everybody: no two orders can wait for each other."""
    query = select(Stock).where(Stock.sku.in_(list(skus))).order_by(Stock.sku).with_for_update()
    return {stock.sku: stock for stock in session.scalars(query)}
