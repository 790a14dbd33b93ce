"""Defines the queries for overdue payments, by the step that is overdue."""

from observability.exporter.sources.rules import Rule

# By step, the payments that have yet to take it, and whether they should have by now: ten minutes are more than a
# recovery takes.
OVERDUE = {
    "void": Rule("orders", """
        SELECT o.id, EXISTS (
            SELECT FROM orders.transitions t
            WHERE t.order_id = o.id AND t.state = o.state AND t.at < now() - interval '10 minutes')
        FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
        WHERE p.state = 'authorized' AND o.state IN ('cancelled', 'rejected') AND o.id = ANY (%(keys)s::uuid[])"""),
    "capture": Rule("orders", """
        SELECT o.id, EXISTS (
            SELECT FROM orders.transitions t
            WHERE t.order_id = o.id AND t.state = 'shipped' AND t.at < now() - interval '10 minutes')
        FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
        WHERE p.state = 'authorized' AND o.state IN ('shipped', 'delivered', 'return_requested')
          AND o.id = ANY (%(keys)s::uuid[])"""),
}  # fmt: skip
REFUNDS_OVERDUE = """
    SELECT count(DISTINCT order_id) FROM payments.refunds
    WHERE state IN ('requested', 'retrying') AND requested_at < now() - interval '10 minutes'"""
