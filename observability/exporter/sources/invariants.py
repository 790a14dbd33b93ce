"""The invariants of stock and money: by name, the query that counts violations.

The queries scan whole tables, so they are a source of their own and do not delay the others.
"""

from functools import partial

from observability.exporter.sources.database import read

INVARIANTS = {
    # The reserved quantity is at most the quantity on hand, and equals the sum of the held reservations.
    "oversold": """
        SELECT count(*) FROM inventory.stock s LEFT JOIN (
            SELECT sku, sum(quantity) AS quantity FROM inventory.reservation_lines JOIN inventory.reservations r
            USING (order_id) WHERE r.state = 'held' GROUP BY sku
        ) held USING (sku)
        WHERE s.reserved NOT BETWEEN 0 AND s.on_hand OR s.reserved <> coalesce(held.quantity, 0)""",
    "ledger-balance": """
        SELECT count(*) FROM (
            SELECT FROM payments.ledger GROUP BY booking, currency HAVING sum(amount_minor) <> 0
        ) unbalanced""",
    "ledger-payments": """
        SELECT count(*) FROM payments.payments p LEFT JOIN (
            SELECT order_id, -sum(amount_minor) FILTER (WHERE account = 'revenue') AS captured,
                   sum(amount_minor) FILTER (WHERE account = 'refunds') AS refunded
            FROM payments.ledger WHERE account IN ('revenue', 'refunds') GROUP BY order_id
        ) booked USING (order_id)
        WHERE p.captured_minor <> coalesce(booked.captured, 0) OR p.refunded_minor <> coalesce(booked.refunded, 0)""",
    "unpaid-orders": """
        SELECT count(*) FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
        WHERE o.state IN ('confirmed', 'shipped', 'delivered')
          AND (p.state IS NULL OR p.state NOT IN ('authorized', 'captured'))""",
}

QUERIES = {
    "cloudshop_invariant_violations": " UNION ALL ".join(
        f"SELECT '{name}', ({query})" for name, query in INVARIANTS.items()
    )
}

read_invariants = partial(read, queries=QUERIES, zeros={})
