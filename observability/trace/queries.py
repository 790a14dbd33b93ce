"""Defines the queries for an order's trace: each returns time, event and detail of a kind of step, and no personal
data.
"""

NAMES = ("id", "number", "state", "total", "placed_at", "deadline_at", "stock", "payment")
ORDER = """
SELECT o.id, o.number, o.state, to_char(o.total_minor / 100.0, 'FM999999990.00') || ' ' || o.currency,
       o.placed_at, o.deadline_at,
       (SELECT r.state || ' ' || string_agg(l.quantity || 'x ' || l.sku, ', ')
        FROM inventory.reservations r LEFT JOIN inventory.reservation_lines l USING (order_id)
        WHERE r.order_id = o.id GROUP BY r.state),
       (SELECT p.state || ' at ' || p.provider || coalesce(' as ' || p.provider_reference, '')
               || coalesce(', ' || replace(p.decline_code, '_', ' '), '')
        FROM payments.payments p WHERE p.order_id = o.id)
FROM orders.orders o WHERE o.number = %(number)s
"""

# Every event of an order has the order's id as its subject.
TRACES = """
SELECT DISTINCT split_part(traceparent, '-', 2) FROM messaging.outbox
WHERE subject = %(order)s::text AND traceparent <> ''
"""

STEPS = {
    "order": """
        SELECT at, state, replace(reason_code, '_', ' ')
               || coalesce((SELECT ', ' || string_agg(replace(key, '_', ' ') || ' ' || value, ', ' ORDER BY key)
                            FROM jsonb_each_text(parameters)), '')
               || coalesce(', note: ' || note, '') || ' (by ' ||
               CASE WHEN actor IN ('shop', 'guest') THEN 'the ' || actor ELSE 'account ' || actor END || ')'
        FROM orders.transitions WHERE order_id = %(order)s::uuid""",
    "event": """
        SELECT occurred_at, type,
               CASE WHEN cardinality(awaiting) > 0
                    THEN 'still awaited by ' || array_to_string(awaiting, ', ') || ', due ' || next_attempt_at
                    ELSE 'acknowledged by all' END
               || CASE WHEN attempts > 1 THEN ', sent ' || attempts || ' times' ELSE '' END || ', event ' || id
        FROM messaging.outbox WHERE subject = %(order)s::text""",
    "handled": """
        SELECT i.handled_at, i.consumer, 'has handled ' || o.type
        FROM messaging.inbox i JOIN messaging.outbox o ON o.id = i.event_id WHERE o.subject = %(order)s::text""",
    "dead letter": """
        SELECT d.stored_at, d.consumer, 'did not handle ' || d.event_type || ': ' || d.cause_code || ' ' || d.cause
               || ' (' || d.state || ', dead letter ' || d.id || ')'
        FROM messaging.dead_letters d JOIN messaging.outbox o ON o.id::text = d.event_id
        WHERE o.subject = %(order)s::text""",
    "refund": """
        SELECT requested_at, state, to_char(amount_minor / 100.0, 'FM999999990.00') || ' ' || currency || ': ' || reason
        FROM payments.refunds WHERE order_id = %(order)s::uuid""",
    "ledger": """
        SELECT at, regexp_replace(booking, '^[^:]*:', ''),
               string_agg(account || ' ' || to_char(amount_minor / 100.0, 'FMS999999990.00'), ', ' ORDER BY account)
        FROM payments.ledger WHERE order_id = %(order)s::uuid GROUP BY at, booking""",
    "mail": """
        SELECT sent_at, kind, 'was sent' FROM notifications.sent_mails
        WHERE subject = ANY (ARRAY(
            SELECT %(order)s::text
            -- Of refunds, and of a payment that was voided.
            UNION ALL SELECT %(order)s::text || '/' || %(order)s::text
            UNION ALL SELECT %(order)s::text || '/' || id FROM payments.refunds WHERE order_id = %(order)s::uuid))""",
}
