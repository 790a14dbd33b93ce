"""Reads metrics from the shop's tables: by metric, the query for its value."""

from functools import partial

from db.models.order_codes import STATES
from observability.exporter.sources.database import Zeros, read

# The reasons that are counted: fewer than there are reason codes.
_ORDERS = """
SELECT state, 'progress', count(*) FROM orders.orders WHERE state NOT IN ('rejected', 'cancelled') GROUP BY state
UNION ALL
SELECT o.state,
       CASE WHEN r.state = 'refused' THEN 'out-of-stock'
            WHEN p.state = 'declined' THEN 'payment-declined'
            ELSE 'reservation-expired' END AS why,
       count(*)
FROM orders.orders o
LEFT JOIN inventory.reservations r ON r.order_id = o.id
LEFT JOIN payments.payments p ON p.order_id = o.id
WHERE o.state = 'rejected' GROUP BY o.state, why
UNION ALL
SELECT o.state,
       CASE WHEN t.actor IN ('guest', o.account_id::text) THEN 'by-shopper' ELSE 'by-staff' END AS why,
       count(DISTINCT o.id)
FROM orders.orders o JOIN orders.transitions t ON t.order_id = o.id AND t.state = 'cancelled'
WHERE o.state = 'cancelled' GROUP BY o.state, why
"""
# The release before this one called the state `barred`.
_PAYMENTS = """
SELECT CASE state WHEN 'barred' THEN 'blocked' ELSE state END, count(*) FROM payments.payments GROUP BY 1
"""
_CARTS = """
SELECT CASE WHEN account_id IS NULL THEN 'guest' ELSE 'account' END AS holder, count(*) FROM cart.carts c
WHERE EXISTS (SELECT FROM cart.items i WHERE i.cart_id = c.id) GROUP BY holder
"""
_SOLD_OUT = """
SELECT count(*) FROM catalog.variants v
JOIN catalog.products p ON p.id = v.product_id AND p.state = 'published'
LEFT JOIN inventory.stock s ON s.sku = v.sku
WHERE coalesce(s.orderable, 0) = 0
"""

QUERIES = {
    "cloudshop_orders": _ORDERS,
    "cloudshop_order_transitions_total": "SELECT state, count(*) FROM orders.transitions GROUP BY 1",
    "cloudshop_orders_minor_units": "SELECT state, currency, sum(total_minor) FROM orders.orders GROUP BY 1, 2",
    "cloudshop_revenue_minor_units_total": "SELECT currency, sum(captured_minor) FROM payments.payments GROUP BY 1",
    "cloudshop_refunded_minor_units_total": "SELECT currency, sum(refunded_minor) FROM payments.payments GROUP BY 1",
    "cloudshop_payments": _PAYMENTS,
    "cloudshop_refunds": "SELECT state, count(*) FROM payments.refunds GROUP BY 1",
    "cloudshop_disputes": "SELECT state, count(*) FROM payments.disputes GROUP BY 1",
    "cloudshop_carts": _CARTS,
    "cloudshop_reservations": "SELECT state, count(*) FROM inventory.reservations GROUP BY 1",
    "cloudshop_variants_sold_out": _SOLD_OUT,
    "cloudshop_mails_sent_total": "SELECT kind, count(*) FROM notifications.sent_mails GROUP BY 1",
    "cloudshop_dead_letters": "SELECT state, consumer, count(*) FROM messaging.dead_letters GROUP BY 1, 2",
}


def _each(*values: str) -> list[tuple[str, ...]]:
    return [(value,) for value in values]


REASONS = {
    "rejected": ("out-of-stock", "payment-declined", "reservation-expired"),
    "cancelled": ("by-shopper", "by-staff"),
}
# Exported as 0 rather than absent, so that rules and panels need not distinguish none from unknown.
ZEROS: Zeros = {
    "cloudshop_orders": [(state, reason) for state in STATES for reason in REASONS.get(state, ("progress",))],
    "cloudshop_order_transitions_total": _each(*STATES),
    "cloudshop_payments": _each("authorized", "declined", "captured", "voided", "blocked"),
    "cloudshop_refunds": _each("requested", "done"),
    "cloudshop_disputes": _each("asked", "open", "won", "lost"),
    "cloudshop_carts": _each("account", "guest"),
    "cloudshop_reservations": _each("held", "committed", "released", "expired", "refused"),
}

read_shop = partial(read, queries=QUERIES, zeros=ZEROS)
