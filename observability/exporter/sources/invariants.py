"""The invariants of stock and money: by name, the query that counts violations; and money that is overdue to move.

The queries scan whole tables, so they are a source of their own and do not delay the others.
"""

from collections.abc import Mapping
from functools import partial

from observability.exporter.sources.database import read

INVARIANTS = {
    # The reserved quantity equals the sum of the held reservations, and is at most the quantity on hand if tracked.
    "oversold": """
        SELECT count(*) FROM inventory.stock s LEFT JOIN (
            SELECT sku, sum(quantity) AS quantity FROM inventory.reservation_lines JOIN inventory.reservations r
            USING (order_id) WHERE r.state = 'held' GROUP BY sku
        ) held USING (sku)
        WHERE s.reserved < 0 OR (s.policy = 'tracked' AND s.reserved > s.on_hand)
           OR s.reserved <> coalesce(held.quantity, 0)""",
    "stock-movements": """
        SELECT count(*) FROM inventory.stock s LEFT JOIN (
            SELECT sku, sum(quantity) AS quantity FROM inventory.movements GROUP BY sku
        ) moved USING (sku)
        WHERE s.on_hand <> coalesce(moved.quantity, 0)""",
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
    # The provider's view, where it is the card simulator. A step whose event is still awaited may have been taken by
    # the provider and not yet by the shop.
    "provider-ledger": """
        SELECT count(*) FROM card_simulator.charges c FULL JOIN (
            SELECT order_id, provider_reference FROM payments.payments
            WHERE provider = 'simulator' AND provider_reference IS NOT NULL
        ) p ON p.provider_reference = c.id LEFT JOIN (
            SELECT order_id, sum(amount_minor) FILTER (WHERE account = 'held_at_provider') AS held,
                   sum(amount_minor) FILTER (WHERE account = 'receivable_from_provider') AS receivable
            FROM payments.ledger GROUP BY order_id
        ) booked ON booked.order_id = p.order_id
        WHERE (c.id IS NULL OR (p.order_id IS NULL AND c.state <> 'voided')
               OR coalesce(booked.held, 0) <> CASE c.state WHEN 'authorized' THEN c.amount_minor ELSE 0 END
               OR coalesce(booked.receivable, 0) <> c.captured_minor - c.refunded_minor - c.fee_minor - (
                   SELECT coalesce(sum((each ->> 'amount_minor')::bigint), 0) FROM jsonb_array_elements(c.disputes) each
                   WHERE each ->> 'state' IN ('open', 'lost')))
          AND NOT EXISTS (
            SELECT FROM messaging.outbox e WHERE e.subject = coalesce(p.order_id::text, c.merchant_reference)
              AND e.awaiting && '{authorize-payment,void-payment,capture-payment,refund-payment,
                               record-provider-changes}')""",
}

# By step, the payments that should have taken it by now: ten minutes are more than a recovery takes.
OVERDUE = {
    "void": """
        SELECT count(*) FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
        WHERE p.state = 'authorized' AND o.state IN ('cancelled', 'rejected') AND EXISTS (
            SELECT FROM orders.transitions t
            WHERE t.order_id = o.id AND t.state = o.state AND t.at < now() - interval '10 minutes')""",
    "capture": """
        SELECT count(*) FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
        WHERE p.state = 'authorized' AND o.state IN ('shipped', 'delivered', 'return_requested') AND EXISTS (
            SELECT FROM orders.transitions t
            WHERE t.order_id = o.id AND t.state = 'shipped' AND t.at < now() - interval '10 minutes')""",
    "refund": """
        SELECT count(DISTINCT order_id) FROM payments.refunds
        WHERE state IN ('requested', 'retrying') AND requested_at < now() - interval '10 minutes'""",
}


def _labelled(queries: Mapping[str, str]) -> str:
    return " UNION ALL ".join(f"SELECT '{name}', ({query})" for name, query in queries.items())


QUERIES = {
    "cloudshop_invariant_violations": _labelled(INVARIANTS),
    "cloudshop_payments_overdue": _labelled(OVERDUE),
}

read_invariants = partial(read, queries=QUERIES, zeros={})
