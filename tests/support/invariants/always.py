"""Invariants that hold after every transaction: by name, the query whose rows are violations."""

from collections.abc import Mapping
from types import MappingProxyType

from alembic.script import ScriptDirectory

from db.schema import alembic_config
from eventing.subscribers import SUBSCRIBERS
from observability.exporter.sources.rules import INVARIANTS

# docs/decisions and the shop's rules say the same; this list is written a second time so that a wrong rule shows.
LEGAL = (
    ("placed", "reserved"),
    ("reserved", "confirmed"),
    ("confirmed", "shipped"),
    ("shipped", "delivered"),
    *((state, "rejected") for state in ("placed", "reserved")),
    *((state, "cancelled") for state in ("placed", "reserved", "confirmed")),
    *((state, "return_requested") for state in ("shipped", "delivered")),
    # A return that is declined or received leaves the order where it was.
    *(("return_requested", state) for state in ("shipped", "delivered")),
    *((state, "refunded") for state in ("shipped", "delivered", "return_requested")),
)

_SUBSCRIPTIONS = [f"('{kind}', '{consumer}')" for kind, consumers in SUBSCRIBERS.items() for consumer in consumers]

counts = ScriptDirectory.from_config(alembic_config()).get_revision("0050").module.counts

# What the shop measures itself.
MEASURED = {name: rule.whole() for name, rule in INVARIANTS.items()} | {
    "provider-ledger": f"""
        SELECT id FROM ({INVARIANTS["provider-ledger"].whole()}) found (id, counts) WHERE counts"""
}

ALWAYS: Mapping[str, str] = MappingProxyType(
    {
        **{
            name: MEASURED[name]
            for name in ("oversold", "stock-movements", "ledger-balance", "ledger-payments", "unpaid-orders")
        },
        # Triggers keep them; here, all is counted.
        "totals-are-what-is-there": f"""
            SELECT total, labels, kept.amount, counted.amount FROM (
                SELECT total, labels, sum(amount) AS amount FROM (
                    SELECT total, labels, amount FROM messaging.totals
                    UNION ALL SELECT total, labels, amount FROM messaging.total_changes
                ) parts GROUP BY total, labels
            ) kept FULL JOIN ({counts()}) counted (total, labels, amount) USING (total, labels)
            WHERE coalesce(kept.amount, 0) <> coalesce(counted.amount, 0)""",
        "numbers-of-invoices-have-no-gap": """
            SELECT series, year, last, count(d.id), max(d.sequence) FROM invoices.counters
            FULL JOIN invoices.documents d USING (series, year)
            GROUP BY series, year, last HAVING last IS DISTINCT FROM count(d.id) OR last <> coalesce(max(d.sequence), 0)
        """,
        "uses-of-promotions-are-those-of-orders-that-stand": """
            SELECT p.id, p.uses, c.uses AS claimed, c.void FROM promotions.promotions p CROSS JOIN LATERAL (
                SELECT count(*) AS uses, count(*) FILTER (WHERE o.state IN ('rejected', 'cancelled')) AS void
                FROM promotions.claims JOIN orders.orders o ON o.id = order_id WHERE promotion_id = p.id) c
            WHERE p.uses <> c.uses OR c.void > 0""",
        "discounts-are-those-of-lines-and-shipping": """
            SELECT number, o.discount_minor, l.discount FROM orders.orders o CROSS JOIN LATERAL (
                SELECT sum(discount_minor) AS discount FROM orders.lines WHERE order_id = o.id) l
            WHERE o.discount_minor <> l.discount + o.shipping_discount_minor""",
        # Whatever was sold to an order and not put back is what its reservation has committed.
        "sold-is-what-was-committed": """
            SELECT order_id, sku, sold.quantity AS sold, committed.quantity AS committed FROM (
                SELECT (parameters ->> 'order_id')::uuid AS order_id, sku, -sum(quantity) AS quantity
                FROM inventory.movements WHERE kind IN ('sold', 'put_back') GROUP BY 1, 2
            ) sold FULL JOIN (
                SELECT order_id, sku, quantity FROM inventory.reservation_lines JOIN inventory.reservations
                USING (order_id) WHERE state = 'committed'
            ) committed USING (order_id, sku)
            WHERE coalesce(sold.quantity, 0) <> coalesce(committed.quantity, 0)""",
        "an-order-waits-for-its-open-return": """
            SELECT o.number, o.state, r.state AS returned FROM orders.orders o LEFT JOIN (
                SELECT order_id, state FROM orders.returns WHERE state IN ('requested', 'approved')
            ) r ON r.order_id = o.id
            WHERE o.state = 'return_requested' AND r.state IS NULL
               OR r.state IS NOT NULL AND o.state NOT IN ('return_requested', 'refunded')""",
        # Received twice, or for more than was bought, it would be more.
        "no-more-is-sent-back-than-was-bought": """
            SELECT l.order_id, l.sku, l.quantity, sum(b.resellable + b.damaged) AS back FROM orders.lines l
            JOIN orders.returns r USING (order_id) JOIN orders.return_lines b ON b.return_id = r.id AND b.sku = l.sku
            GROUP BY l.order_id, l.sku, l.quantity HAVING sum(b.resellable + b.damaged) > l.quantity""",
        # What will not be shipped is reserved until the stock knows of it.
        "reserved-is-what-was-ordered": """
            SELECT r.order_id FROM inventory.reservations r
            WHERE r.state IN ('held', 'committed') AND EXISTS (
                SELECT FROM (SELECT * FROM orders.lines WHERE order_id = r.order_id) l FULL JOIN (
                    SELECT * FROM inventory.reservation_lines WHERE order_id = r.order_id) reserved USING (sku)
                WHERE coalesce(reserved.quantity, 0) NOT BETWEEN l.quantity - coalesce((
                    SELECT sum(rl.quantity) FROM orders.releases JOIN orders.release_lines rl ON release_id = id
                    WHERE releases.order_id = r.order_id AND rl.sku = l.sku), 0) AND l.quantity
                OR l.quantity IS NULL)""",
        "no-more-is-shipped-or-released-than-was-bought": """
            SELECT l.order_id, l.sku, l.quantity, gone.quantity AS gone FROM orders.lines l CROSS JOIN LATERAL (
                SELECT sum(quantity) AS quantity FROM (
                    SELECT pl.quantity FROM orders.parcels JOIN orders.parcel_lines pl ON parcel_id = id
                    WHERE parcels.order_id = l.order_id AND pl.sku = l.sku
                    UNION ALL
                    SELECT rl.quantity FROM orders.releases JOIN orders.release_lines rl ON release_id = id
                    WHERE releases.order_id = l.order_id AND rl.sku = l.sku) each) gone
            WHERE gone.quantity > l.quantity""",
        "held-is-what-is-authorised": """
            SELECT p.order_id, p.state, booked.held FROM payments.payments p LEFT JOIN (
                SELECT order_id, sum(amount_minor) AS held FROM payments.ledger
                WHERE account = 'held_at_provider' GROUP BY order_id
            ) booked USING (order_id)
            WHERE coalesce(booked.held, 0) <> CASE p.state WHEN 'authorized' THEN p.amount_minor ELSE 0 END""",
        "an-order-is-paid-as-it-says": """
            SELECT o.number, o.total_minor, p.amount_minor FROM orders.orders o JOIN payments.payments p
            ON p.order_id = o.id WHERE (p.amount_minor, p.currency) <> (o.total_minor, o.currency)""",
        "refunds-add-up": """
            SELECT p.order_id, p.refunded_minor, done.amount_minor FROM payments.payments p LEFT JOIN (
                SELECT order_id, sum(amount_minor) AS amount_minor FROM payments.refunds
                WHERE state = 'done' GROUP BY order_id
            ) done USING (order_id)
            WHERE p.refunded_minor <> coalesce(done.amount_minor, 0)""",
        "transitions-are-gapless": """
            SELECT order_id, max(sequence), count(*) FROM orders.transitions GROUP BY order_id
            HAVING min(sequence) <> 1 OR max(sequence) <> count(*)""",
        # A step that leaves the state as it is records what happened to the money.
        "transitions-are-legal": f"""
            SELECT order_id, before, state FROM (
                SELECT order_id, state, lag(state) OVER (PARTITION BY order_id ORDER BY sequence) AS before
                FROM orders.transitions
            ) steps
            WHERE state IS DISTINCT FROM before AND (coalesce(before, 'nothing'), state) NOT IN (
                VALUES ('nothing', 'placed'), {", ".join(map(str, LEGAL))})""",
        "the-last-transition-is-the-state": """
            SELECT o.number, o.state, last.state AS last FROM orders.orders o LEFT JOIN (
                SELECT DISTINCT ON (order_id) order_id, state FROM orders.transitions ORDER BY order_id, sequence DESC
            ) last ON last.order_id = o.id
            WHERE o.state IS DISTINCT FROM last.state""",
        "an-unfinished-order-has-a-deadline": """
            SELECT number, state FROM orders.orders
            WHERE (state IN ('placed', 'reserved')) <> (deadline_at IS NOT NULL)""",
        # An event that a consumer is not awaited for any more was handled by it, or is its dead letter.
        "no-event-is-lost": f"""
            SELECT e.id, e.type, s.consumer FROM messaging.outbox e JOIN (
                VALUES {", ".join(_SUBSCRIPTIONS)}
            ) s(type, consumer) USING (type)
            WHERE NOT s.consumer = ANY (e.awaiting)
              AND NOT EXISTS (SELECT FROM messaging.inbox i WHERE i.event_id = e.id AND i.consumer = s.consumer)
              AND NOT EXISTS (SELECT FROM messaging.dead_letters d
                              WHERE d.event_id = e.id::text AND d.consumer = s.consumer)""",
    }
)
