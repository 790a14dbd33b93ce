"""Reads stock and pending counts for the catalog."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, Select, and_, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from db.models.inventory import Stock, StockPolicy, StockVersion
from db.models.messaging import OWED, OutboxEvent
from functions.runtime.fields import AVAILABLE_SHOWN_MAX

# Prices of the product in `page`, and whether any variant is in stock.
OFFER = """
    SELECT max(v.price_minor) AS price_max_minor,
           (array_agg(v.compare_at_price_minor ORDER BY v.price_minor, v.position))[1] AS compare_at_price_minor,
           (array_agg(v.lowest_price_before_minor ORDER BY v.price_minor, v.position))[1] AS lowest_price_before_minor,
           coalesce(bool_or(s.orderable > 0), false) AS available
    FROM catalog.variants v LEFT JOIN inventory.stock s ON s.sku = v.sku
    WHERE v.product_id = page.id
"""

# Whether any variant of the product `p` is in stock; a subquery that the planner cannot turn into a join.
IS_AVAILABLE = """(
    SELECT coalesce(max(s.orderable) > 0, false)
    FROM catalog.variants v JOIN inventory.stock s ON s.sku = v.sku WHERE v.product_id = p.id
)"""


class StockLevel(NamedTuple):
    """A SKU's stock; one that was never stocked has none, and is tracked."""

    on_hand: int = 0
    reserved: int = 0
    orderable: int = 0
    policy: StockPolicy = "tracked"


def availability_version() -> ScalarSelect[int]:
    """A value that changes when a SKU sells out or is available again."""
    return select(StockVersion.version).where(StockVersion.name == "availability").scalar_subquery()


def shown_stock(skus: Select[tuple[str]]) -> ScalarSelect[list[str]]:
    """Everything that shoppers are shown of the stock of the SKUs."""
    level = func.concat_ws(
        " ",
        Stock.sku,
        func.least(Stock.orderable, AVAILABLE_SHOWN_MAX),
        and_(Stock.policy == "backorder", Stock.on_hand <= Stock.reserved),
    )
    return select(func.array_agg(aggregate_order_by(level, Stock.sku))).where(Stock.sku.in_(skus)).scalar_subquery()


def stock(session: Session, skus: Collection[str]) -> dict[str, StockLevel]:
    """The stock levels of the SKUs; those that were never stocked are missing."""
    query = select(Stock.sku, Stock.on_hand, Stock.reserved, Stock.orderable, Stock.policy).where(Stock.sku.in_(skus))
    return {sku: StockLevel(*level) for sku, *level in session.execute(query)}


def pending_counts(session: Session, event_type: str, since: datetime) -> dict[str, int]:
    """The newest count of each SKU announced since then that inventory has not applied yet."""
    found = _pending(session, event_type, since)
    return {count["sku"]: count["on_hand"] for data in found for count in data["counts"]}


def pending_policies(session: Session, event_type: str, since: datetime) -> dict[str, StockPolicy]:
    """The newest policy of each SKU announced since then that inventory has not applied yet."""
    found = _pending(session, event_type, since)
    return {each["sku"]: each["policy"] for data in found for each in data["policies"]}


def _pending(session: Session, event_type: str, since: datetime) -> Iterable[Any]:
    query = select(OutboxEvent.data).where(OutboxEvent.type == event_type, OWED, OutboxEvent.occurred_at > since)
    return session.scalars(query.order_by(OutboxEvent.occurred_at))
