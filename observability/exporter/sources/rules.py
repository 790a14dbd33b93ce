"""Defines the invariants of stock and money: by name, the query for the keys of violations.

A second column, if there is one, says whether the violation counts already, or may still resolve itself.

A query checks the given keys; without these conditions (`whole`), it checks all and reads whole tables.
"""

import re
from typing import NamedTuple

_OF_KEYS = re.compile(r"\bAND [\w.]+ = ANY \(%\(keys\)s(::uuid\[\])?\)")


class Rule(NamedTuple):
    """A query for the violations among some keys of `orders`, `skus` or `bookings`."""

    of: str
    query: str
    of_all: str = ""

    def whole(self) -> str:
        return self.of_all or _OF_KEYS.sub("", self.query)


INVARIANTS = {
    # The reserved quantity equals the sum of the held reservations, and is at most the quantity on hand if tracked.
    "oversold": Rule("skus", """
        SELECT s.sku FROM inventory.stock s LEFT JOIN (
            SELECT sku, sum(quantity) AS quantity FROM inventory.reservation_lines JOIN inventory.reservations r
            USING (order_id) WHERE r.state = 'held' AND sku = ANY (%(keys)s) GROUP BY sku
        ) held USING (sku)
        WHERE (s.reserved < 0 OR (s.policy = 'tracked' AND s.reserved > s.on_hand)
               OR s.reserved <> coalesce(held.quantity, 0)) AND s.sku = ANY (%(keys)s)"""),
    # A SKU with more movements than these is checked with everything else only, and stays as it was found then.
    "stock-movements": Rule("skus", """
        SELECT s.sku FROM inventory.stock s CROSS JOIN LATERAL (
            SELECT coalesce(sum(quantity), 0) AS quantity, count(*) AS movements FROM (
                SELECT quantity FROM inventory.movements WHERE sku = s.sku LIMIT 1001
            ) latest
        ) moved
        WHERE s.sku = ANY (%(keys)s) AND CASE WHEN moved.movements > 1000 THEN s.sku = ANY (%(known)s)
                                         ELSE s.on_hand <> moved.quantity END""", """
        SELECT s.sku FROM inventory.stock s LEFT JOIN (
            SELECT sku, sum(quantity) AS quantity FROM inventory.movements GROUP BY sku
        ) moved USING (sku)
        WHERE s.on_hand <> coalesce(moved.quantity, 0)"""),
    "ledger-balance": Rule("bookings", """
        SELECT DISTINCT booking FROM payments.ledger WHERE true AND booking = ANY (%(keys)s)
        GROUP BY booking, currency HAVING sum(amount_minor) <> 0"""),
    "ledger-payments": Rule("orders", """
        SELECT p.order_id FROM payments.payments p LEFT JOIN (
            SELECT order_id, -sum(amount_minor) FILTER (WHERE account = 'revenue') AS captured,
                   sum(amount_minor) FILTER (WHERE account = 'refunds') AS refunded
            FROM payments.ledger WHERE account IN ('revenue', 'refunds') AND order_id = ANY (%(keys)s::uuid[])
            GROUP BY order_id
        ) booked USING (order_id)
        WHERE (p.captured_minor <> coalesce(booked.captured, 0) OR p.refunded_minor <> coalesce(booked.refunded, 0))
          AND p.order_id = ANY (%(keys)s::uuid[])"""),
    "unpaid-orders": Rule("orders", """
        SELECT o.id FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
        WHERE o.state IN ('confirmed', 'shipped', 'delivered')
          AND (p.state IS NULL OR p.state NOT IN ('authorized', 'captured')) AND o.id = ANY (%(keys)s::uuid[])"""),
    # The provider's view, where it is the card simulator. It does not count while an event is awaited: the provider may
    # have taken a step that the shop has not.
    "provider-ledger": Rule("orders", """
        SELECT coalesce(p.order_id::text, c.merchant_reference), NOT EXISTS (
            SELECT FROM messaging.outbox e WHERE e.subject = coalesce(p.order_id::text, c.merchant_reference)
              AND e.awaiting && '{authorize-payment,void-payment,capture-payment,refund-payment,
                               record-provider-changes}')
        FROM (
            SELECT id, merchant_reference, state, amount_minor, captured_minor, refunded_minor, fee_minor, disputes
            FROM card_simulator.charges WHERE true AND merchant_reference = ANY (%(keys)s)
        ) c FULL JOIN (
            SELECT order_id, provider_reference FROM payments.payments
            WHERE provider = 'simulator' AND provider_reference IS NOT NULL AND order_id = ANY (%(keys)s::uuid[])
        ) p ON p.provider_reference = c.id LEFT JOIN (
            SELECT order_id, sum(amount_minor) FILTER (WHERE account = 'held_at_provider') AS held,
                   sum(amount_minor) FILTER (WHERE account = 'receivable_from_provider') AS receivable
            FROM payments.ledger WHERE true AND order_id = ANY (%(keys)s::uuid[]) GROUP BY order_id
        ) booked ON booked.order_id = p.order_id
        WHERE (c.id IS NULL OR (p.order_id IS NULL AND c.state <> 'voided')
               OR coalesce(booked.held, 0) <> CASE c.state WHEN 'authorized' THEN c.amount_minor ELSE 0 END
               OR coalesce(booked.receivable, 0) <> c.captured_minor - c.refunded_minor - c.fee_minor - (
                   SELECT coalesce(sum((each ->> 'amount_minor')::bigint), 0) FROM jsonb_array_elements(c.disputes) each
                   WHERE each ->> 'state' IN ('open', 'lost')))"""),
}  # fmt: skip
