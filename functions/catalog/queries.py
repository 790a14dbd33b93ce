"""Reads stock and pending counts for the catalog."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.inventory import Stock
from db.models.messaging import OWED, OutboxEvent

# Prices of the product in `page`, and whether any variant is in stock.
OFFER = """
    SELECT max(v.price_minor) AS price_max_minor,
           (array_agg(v.compare_at_price_minor ORDER BY v.price_minor, v.position))[1] AS compare_at_price_minor,
           coalesce(bool_or(s.on_hand > s.reserved), false) AS available
    FROM catalog.variants v LEFT JOIN inventory.stock s ON s.sku = v.sku
    WHERE v.product_id = page.id
"""


def stock(session: Session, skus: Collection[str]) -> dict[str, tuple[int, int]]:
    """Quantities on hand and reserved, of those SKUs that were ever stocked."""
    query = select(Stock.sku, Stock.on_hand, Stock.reserved).where(Stock.sku.in_(skus))
    return {sku: (on_hand, reserved) for sku, on_hand, reserved in session.execute(query)}


def pending_counts(session: Session, event_type: str, since: datetime) -> dict[str, int]:
    """The newest count of each SKU announced since then that inventory has not applied yet."""
    query = select(OutboxEvent.data).where(OutboxEvent.type == event_type, OWED, OutboxEvent.occurred_at > since)
    found = session.scalars(query.order_by(OutboxEvent.occurred_at))
    return {count["sku"]: count["on_hand"] for data in found for count in data["counts"]}
