"""Reads metrics from the totals that triggers maintain (migration 0050), by a query for each metric.

Each query costs the same at any size of the shop: it reads a total, and the changes since the last sweep.
"""

from functools import partial

from db.models.order_codes import STATES
from observability.exporter.sources.database import Zeros, read


def _total(name: str, *labels: str, only: str = "true") -> str:
    """The query for a total by its labels, which are expressions of the array `labels`, written in this module."""
    grouped = "GROUP BY " + ", ".join(map(str, range(1, len(labels) + 1))) if labels else ""
    return f"""
        SELECT {"".join(f"{label}, " for label in labels)}sum(amount) FROM (
            SELECT labels, amount FROM messaging.totals WHERE total = '{name}'
            UNION ALL SELECT labels, amount FROM messaging.total_changes WHERE total = '{name}'
        ) each WHERE {only} {grouped}"""  # noqa: S608


def _of_currency(name: str) -> str:
    """The query for a total by currency, which is 0 from the first order on, so that the counter's growth shows."""
    parts = [_total(name, "labels[1]")]
    parts += [
        f"SELECT labels[2], 0 FROM messaging.{table} WHERE total = 'order-amounts'"  # noqa: S608
        for table in ("totals", "total_changes")
    ]
    return f"SELECT currency, sum(amount) FROM ({' UNION ALL '.join(parts)}) each (currency, amount) GROUP BY 1"  # noqa: S608


# The release before this one called the state `barred`.
_PAYMENT_STATE = "CASE labels[1] WHEN 'barred' THEN 'blocked' ELSE labels[1] END"

QUERIES = {
    "cloudshop_orders": " UNION ALL ".join(
        [
            _total("orders", "labels[1]", "'progress'", only="labels[1] NOT IN ('rejected', 'cancelled')"),
            _total("order-reasons", "labels[1]", "labels[2]"),
        ]
    ),
    "cloudshop_order_transitions_total": _total("transitions", "labels[1]"),
    "cloudshop_orders_minor_units": _total("order-amounts", "labels[1]", "labels[2]"),
    "cloudshop_revenue_minor_units_total": _of_currency("revenue"),
    "cloudshop_refunded_minor_units_total": _of_currency("refunded"),
    "cloudshop_payments": _total("payments", _PAYMENT_STATE),
    "cloudshop_refunds": _total("refunds", "labels[1]"),
    "cloudshop_disputes": _total("disputes", "labels[1]"),
    "cloudshop_carts": _total("carts", "labels[1]"),
    "cloudshop_reservations": _total("reservations", "labels[1]"),
    "cloudshop_variants_sold_out": _total("sold-out"),
    "cloudshop_mails_sent_total": _total("mails", "labels[1]"),
    "cloudshop_dead_letters": _total("dead-letters", "labels[1]", "labels[2]"),
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
    "cloudshop_variants_sold_out": [()],
}

read_shop = partial(read, queries=QUERIES, zeros=ZEROS)
