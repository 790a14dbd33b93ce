"""What the catalogue reads of others: what inventory has on the shelves, and what it is being told of them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.inventory import Stock
from db.models.messaging import OutboxEvent

# Of one product, `page`: its prices, and whether any variant can be bought now.
OFFER = """
    SELECT max(v.price_minor) AS price_max_minor,
           (array_agg(v.compare_at_price_minor ORDER BY v.price_minor, v.position))[1] AS compare_at_price_minor,
           coalesce(bool_or(s.on_hand > s.reserved), false) AS available
    FROM catalog.variants v LEFT JOIN inventory.stock s ON s.sku = v.sku
    WHERE v.product_id = page.id
"""


def stock(session: Session, skus: Collection[str]) -> dict[str, tuple[int, int]]:
    """What is on the shelf and what of it is reserved, of those SKUs that were ever counted."""
    query = select(Stock.sku, Stock.on_hand, Stock.reserved).where(Stock.sku.in_(skus))
    return {sku: (on_hand, reserved) for sku, on_hand, reserved in session.execute(query)}


def counts_under_way(session: Session, event_type: str, since: datetime) -> dict[str, int]:
    """What inventory has been told since then but not yet taken over, by SKU; the newest count."""
    awaited = func.cardinality(OutboxEvent.awaiting) > 0
    query = select(OutboxEvent.data).where(OutboxEvent.type == event_type, awaited, OutboxEvent.occurred_at > since)
    found = session.scalars(query.order_by(OutboxEvent.occurred_at))
    return {count["sku"]: count["on_hand"] for data in found for count in data["counts"]}
