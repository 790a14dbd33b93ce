"""Reads inventory's tables, and SKUs and titles from the catalog."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models.inventory import Stock, StockMovement
from db.models.messaging import OutboxEvent


def locked_stock(session: Session, skus: Iterable[str]) -> dict[str, Stock]:
    """The stock of the SKUs, locked in the order of SKUs, so that two orders cannot deadlock."""
    query = select(Stock).where(Stock.sku.in_(list(skus))).order_by(Stock.sku).with_for_update()
    return {stock.sku: stock for stock in session.scalars(query)}


def payment_events_owed_since(session: Session, order_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """For orders with an event between reservation and payment that is still owed, the time of the oldest."""
    owed = OutboxEvent.awaiting.overlap(["authorize-payment", "commit-stock"])
    subjects = [str(order_id) for order_id in order_ids]
    query = select(OutboxEvent.subject, func.min(OutboxEvent.occurred_at)).group_by(OutboxEvent.subject)
    found = session.execute(query.where(OutboxEvent.subject.in_(subjects), owed))
    return {UUID(subject): since for subject, since in found}


# The catalog's models are imported where they are used: most operations of inventory start without them.
def is_in_catalog(session: Session, sku: str) -> bool:
    from db.models.catalog import Variant

    return session.scalar(select(Variant.sku).where(Variant.sku == sku)) is not None


def moved_since(session: Session, skus: Collection[str], moment: datetime) -> dict[str, int]:
    """The net change of each SKU's stock after the moment; SKUs without movements are missing."""
    query = select(StockMovement.sku, func.sum(StockMovement.quantity)).group_by(StockMovement.sku)
    return dict(session.execute(query.where(StockMovement.sku.in_(skus), StockMovement.at > moment)).tuples().all())


def stock_by_sku(prefix: str, available_max: int | None) -> Select[Any]:
    """Selects every SKU that begins with the prefix, with stock, product and options, including those without stock."""
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
