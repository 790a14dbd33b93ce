"""Reads inventory's tables, and SKUs and titles from the catalog."""

import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Select, Text, any_, collate, func, literal, select, union
from sqlalchemy.orm import Session

from db.models.inventory import Stock, StockMovement, StockPolicy
from db.models.messaging import OutboxEvent


def locked_stock(session: Session, skus: Iterable[str]) -> dict[str, Stock]:
    """The stock of the SKUs, locked in the order of SKUs, so that two orders cannot deadlock."""
    query = select(Stock).where(Stock.sku.in_(list(skus))).order_by(Stock.sku).with_for_update()
    return {stock.sku: stock for stock in session.scalars(query)}


def payment_events_owed_since(session: Session, order_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """The time of the oldest owed event between reservation and payment, for each order that has one."""
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


def stock_to_change(session: Session, sku: str) -> Stock | None:
    """The SKU's stock, locked; created with 0 on hand for a catalog SKU without one. None for a SKU that is neither."""
    from functions.runtime.database.insert import insert_if_absent

    if is_in_catalog(session, sku):
        insert_if_absent(session, Stock, sku=sku, on_hand=0, reserved=0)
    return locked_stock(session, [sku]).get(sku)


def next_skus(session: Session, prefix: str, after: str | None, limit: int) -> Sequence[str]:
    """The first SKUs after `after` that begin with the prefix, from the catalog and the stock, in order of bytes."""
    from db.models.catalog import Variant

    def of(table: type[Variant] | type[Stock]) -> Select[Any]:
        # Compared byte by byte, SKUs with the prefix are one range of the index, whatever the database's collation is.
        sku = collate(table.sku, "C")
        wanted = [sku >= prefix, sku < prefix + chr(sys.maxunicode)] + ([] if after is None else [sku > after])
        return select(sku.label("sku")).where(*wanted).order_by(sku).limit(limit)

    both = union(of(Variant).subquery().select(), of(Stock).subquery().select()).subquery()
    return session.scalars(select(both.c.sku).order_by(collate(both.c.sku, "C")).limit(limit)).all()


class StockLevel(NamedTuple):
    """A SKU's stock; one that was never stocked has none, and is tracked."""

    on_hand: int = 0
    reserved: int = 0
    policy: StockPolicy = "tracked"


def stock(session: Session, skus: Collection[str]) -> dict[str, StockLevel]:
    """The stock levels of the SKUs; those that were never stocked are missing."""
    wanted = Stock.sku == any_(literal(list(skus), ARRAY(Text)))
    query = select(Stock.sku, Stock.on_hand, Stock.reserved, Stock.policy).where(wanted)
    return {sku: StockLevel(*level) for sku, *level in session.execute(query)}


def titles(session: Session, skus: Collection[str]) -> dict[str, tuple[str, list[str]]]:
    """The product title and option values of each SKU that is in the catalog."""
    from db.models.catalog import Product, Variant

    query = select(Variant.sku, Product.title, Variant.option_values).join(Product, Product.id == Variant.product_id)
    found = session.execute(query.where(Variant.sku.in_(skus)))
    return {sku: (title, option_values) for sku, title, option_values in found}
