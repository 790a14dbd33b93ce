"""Finds the rows that changed since a time, by small indexes on time (migration 0050)."""

from datetime import datetime
from typing import Any

import psycopg

# The keys of what was changed since a time. Whatever moves stock or money adds to one of these tables.
CHANGED = {
    "orders": """
        SELECT order_id::text FROM orders.transitions WHERE at >= %(since)s
        UNION SELECT order_id::text FROM payments.ledger WHERE at >= %(since)s""",
    "skus": """
        SELECT sku FROM inventory.movements WHERE at >= %(since)s
        UNION SELECT l.sku FROM inventory.reservation_lines l WHERE l.order_id IN (
            SELECT order_id FROM orders.transitions WHERE at >= %(since)s)""",
    "bookings": "SELECT booking FROM payments.ledger WHERE at >= %(since)s",
}


def changed_keys(connection: psycopg.Connection[Any], since: datetime) -> dict[str, set[str]]:
    """The keys of changed rows since then, by kind."""
    return {kind: {key for (key,) in connection.execute(query, {"since": since})} for kind, query in CHANGED.items()}
