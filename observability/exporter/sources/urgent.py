"""Reads the metrics of waiting and late work, which alerts need within seconds; each query walks an index of it.

They are a separate source, because the others take longer the larger the shop is, and pause longer accordingly.
"""

from functools import partial

from observability.exporter.sources.database import Zeros, read

_OVERDUE_SECONDS = """
SELECT coalesce(extract(epoch FROM now() - min(deadline_at)), 0) FROM orders.orders WHERE deadline_at < now()
"""
_OUTBOX = """
SELECT CASE WHEN next_attempt_at <= now() THEN 'due' ELSE 'waiting' END AS state, count(*)
FROM messaging.outbox WHERE cardinality(awaiting) > 0 GROUP BY 1
"""
_OUTBOX_SECONDS = """
SELECT coalesce(extract(epoch FROM now() - min(occurred_at)), 0) FROM messaging.outbox WHERE cardinality(awaiting) > 0
"""

QUERIES = {
    "cloudshop_orders_overdue": "SELECT state, count(*) FROM orders.orders WHERE deadline_at < now() GROUP BY 1",
    "cloudshop_orders_overdue_seconds": _OVERDUE_SECONDS,
    "cloudshop_reservations_expired": (
        "SELECT count(*) FROM inventory.reservations WHERE state = 'held' AND expires_at <= now()"
    ),
    "cloudshop_outbox_events": _OUTBOX,
    "cloudshop_outbox_oldest_seconds": _OUTBOX_SECONDS,
    "cloudshop_outbox_attempts_max": (
        "SELECT coalesce(max(attempts), 0) FROM messaging.outbox WHERE cardinality(awaiting) > 0"
    ),
}
ZEROS: Zeros = {
    "cloudshop_orders_overdue": [("placed",), ("reserved",)],
    "cloudshop_outbox_events": [("due",), ("waiting",)],
}

read_urgent = partial(read, queries=QUERIES, zeros=ZEROS)
