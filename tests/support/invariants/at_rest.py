"""Invariants that hold once all events are handled and every order has ended or waits for a person.

Queries by name; their rows are violations. All of `ALWAYS` hold then, too.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from eventing.events.accounts import AccountMailKind
from tests.support.invariants.always import MEASURED

# The states of order, payment and reservation that go together. A missing payment or reservation is `none`.
TOGETHER = (
    ("confirmed", "authorized", "committed"),
    *((state, "captured", "committed") for state in ("shipped", "delivered", "return_requested", "refunded")),
    # Out of stock; declined; not paid in time.
    ("rejected", "none", "refused"),
    *(("rejected", "declined", stock) for stock in ("released", "expired")),
    *(("rejected", payment, "expired") for payment in ("voided", "blocked")),
    # Cancelled before there was a payment, or beside one that was declined; what was authorised is voided.
    *(("cancelled", "blocked", stock) for stock in ("released", "refused", "expired")),
    *(("cancelled", "declined", stock) for stock in ("released", "expired")),
    *(("cancelled", "voided", stock) for stock in ("released", "expired")),
)

# What each mail is about, from what happened; every such mail is sent, and no other.
_DUE_MAILS = """
    SELECT 'order-confirmation' AS kind, order_id::text AS subject FROM orders.transitions WHERE state = 'confirmed'
    UNION SELECT 'rejection-notice', order_id::text FROM orders.transitions WHERE state = 'rejected'
    UNION SELECT 'cancellation-notice', order_id::text FROM orders.transitions WHERE state = 'cancelled'
    UNION SELECT 'return-notice', order_id || '/' || id FROM orders.returns
    UNION SELECT 'return-approval', order_id || '/' || id FROM orders.returns
        WHERE decided_at IS NOT NULL AND state <> 'declined'
    UNION SELECT 'return-refusal', order_id || '/' || id FROM orders.returns WHERE state = 'declined'
    UNION SELECT 'return-receipt', order_id || '/' || id FROM orders.returns WHERE received_at IS NOT NULL
    UNION SELECT 'shipping-notice', order_id || '/' || id FROM orders.parcels
    UNION SELECT 'tracking-correction', order_id || '/' || id || '/' || correction
        FROM orders.parcels, generate_series(1, corrections) correction
    UNION SELECT 'address-change', order_id || '/' || sequence FROM orders.transitions
        WHERE reason_code = 'address_changed'
    UNION SELECT 'release-notice', order_id || '/' || id FROM orders.releases
    UNION SELECT 'refund-notice', order_id || '/' || refund_id FROM orders.refunds
    UNION SELECT CASE kind WHEN 'invoice' THEN 'invoice-notice' ELSE 'credit-note-notice' END, id::text
        FROM invoices.documents
    UNION SELECT data ->> 'kind', data ->> 'mail_id' FROM messaging.outbox
        WHERE type = 'shop.account.mail-requested.v1' AND data ->> 'recipient' IS NOT NULL"""

BOOKS: Mapping[str, str] = MappingProxyType(
    {
        # A capture that the provider declined is for staff: its dead letter says so.
        "order-payment-and-stock-agree": f"""
            SELECT o.number, o.state, p.state AS payment, r.state AS stock FROM orders.orders o
            LEFT JOIN payments.payments p ON p.order_id = o.id
            LEFT JOIN inventory.reservations r ON r.order_id = o.id
            WHERE (o.state, coalesce(p.state, 'none'), coalesce(r.state, 'none')) NOT IN (
                VALUES {", ".join(map(str, TOGETHER))})
            AND NOT (p.state = 'authorized' AND o.state IN ('shipped', 'delivered', 'return_requested') AND EXISTS (
                SELECT FROM messaging.dead_letters d WHERE d.consumer = 'capture-payment' AND d.state = 'open'
                AND d.data ->> 'order_id' = o.id::text))""",
        # The provider's books and the shop's: the same charges in the same states over the same amounts.
        "provider-and-shop-agree": """
            SELECT c.id, c.state AS provider, p.order_id, p.state AS shop FROM card_simulator.charges c FULL JOIN (
                -- An open payment that is ended holds nothing, as one that was blocked before it could be opened.
                SELECT *, CASE state WHEN 'blocked' THEN 'voided' ELSE state END AS charge
                FROM payments.payments WHERE provider_reference IS NOT NULL
            ) p ON p.provider_reference = c.id
            WHERE CASE WHEN c.id IS NULL THEN true
                       -- The shop had no answer, and has retracted its request; or no shopper reached the open payment.
                       WHEN p.order_id IS NULL THEN c.state NOT IN ('voided', 'open')
                       ELSE (c.state, c.captured_minor, c.refunded_minor, c.merchant_reference, c.currency)
                         <> (p.charge, p.captured_minor, p.refunded_minor, p.order_id::text, p.currency) END""",
        "an-order-has-one-charge-at-most": """
            SELECT merchant_reference FROM card_simulator.charges WHERE state NOT IN ('voided', 'open')
            GROUP BY merchant_reference HAVING count(*) > 1""",
        # The lines and the shipping, to the cent; and of a refunded order, all of it is taken back.
        "taxes-add-up": """
            SELECT o.number, o.taxes, l.tax, o.shipping_tax_minor, r.tax FROM orders.orders o
            CROSS JOIN LATERAL (SELECT sum((t ->> 'tax_minor')::bigint) AS tax,
                sum((t ->> 'tax_minor')::bigint + (t ->> 'net_minor')::bigint) AS gross
                FROM jsonb_array_elements(o.taxes) t) t
            CROSS JOIN LATERAL (SELECT sum(tax_minor) AS tax FROM orders.lines WHERE order_id = o.id) l
            CROSS JOIN LATERAL (SELECT sum((t ->> 'tax_minor')::bigint) AS tax
                -- What was released before it was taken is no refund.
                FROM (SELECT order_id, taxes FROM orders.refunds UNION ALL
                      SELECT order_id, taxes FROM orders.releases WHERE taken_minor < amount_minor) back,
                     jsonb_array_elements(taxes) t WHERE order_id = o.id) r
            WHERE t.gross IS DISTINCT FROM o.total_minor OR t.tax IS DISTINCT FROM l.tax + o.shipping_tax_minor
               OR o.state = 'refunded' AND r.tax IS DISTINCT FROM t.tax""",
        # What can be sold again is in stock again.
        "returned-goods-are-restocked": """
            SELECT * FROM (
                SELECT (parameters ->> 'order_id')::uuid AS order_id, sku, sum(quantity) AS moved
                FROM inventory.movements WHERE kind = 'returned' GROUP BY 1, 2
            ) m FULL JOIN (
                SELECT order_id, sku, sum(resellable) AS resellable FROM orders.return_lines
                JOIN orders.returns ON id = return_id GROUP BY 1, 2 HAVING sum(resellable) > 0
            ) r USING (order_id, sku)
            WHERE moved IS DISTINCT FROM resellable""",
        # Once it is known in the stock, what is not shipped is reserved no more.
        "what-is-released-is-in-stock": """
            SELECT l.order_id, l.sku, l.quantity, released.quantity AS released, r.quantity AS reserved
            FROM orders.lines l JOIN inventory.reservations ON reservations.order_id = l.order_id
            JOIN LATERAL (SELECT sum(rl.quantity) AS quantity FROM orders.releases
                JOIN orders.release_lines rl ON release_id = id WHERE order_id = l.order_id AND rl.sku = l.sku
            ) released ON released.quantity > 0
            LEFT JOIN inventory.reservation_lines r ON r.order_id = l.order_id AND r.sku = l.sku
            WHERE reservations.state = 'committed' AND l.quantity - released.quantity <> coalesce(r.quantity, 0)""",
        "orders-know-of-their-refunds": """
            SELECT o.number, o.state, o.refunded_minor, p.refunded_minor AS paid_back FROM orders.orders o
            LEFT JOIN payments.payments p ON p.order_id = o.id
            WHERE o.refunded_minor <> coalesce(p.refunded_minor, 0)
               OR (o.state = 'refunded') <> (
                   coalesce(p.state = 'captured' AND p.refunded_minor = p.captured_minor, false))""",
        "what-is-shipped-is-invoiced-once": """
            SELECT o.number, p.captured_minor, d.total_minor FROM payments.payments p
            JOIN orders.orders o ON o.id = p.order_id
            LEFT JOIN invoices.documents d ON d.order_id = o.id AND d.kind = 'invoice'
            -- Also of what a provider did not capture although it was shipped: that is still owed.
            WHERE p.state = 'captured' AND o.taxes IS NOT NULL AND d.total_minor IS DISTINCT FROM o.total_minor - (
                SELECT coalesce(sum(r.amount_minor - r.taken_minor), 0) FROM orders.releases r
                WHERE r.order_id = o.id)""",
        "what-is-refunded-is-credited-once": """
            SELECT o.number, r.refund_id, r.amount_minor, d.total_minor FROM orders.refunds r
            JOIN orders.orders o ON o.id = r.order_id
            LEFT JOIN invoices.documents d ON d.about_id = r.refund_id AND d.kind = 'credit_note'
            WHERE r.refund_id <> r.order_id AND o.taxes IS NOT NULL
              AND d.total_minor IS DISTINCT FROM r.amount_minor""",
        "an-order-that-is-refunded-owes-no-vat": """
            SELECT o.number, t.rate, sum(t.net), sum(t.tax) FROM orders.orders o
            JOIN payments.payments p ON p.order_id = o.id
            JOIN invoices.documents d ON d.order_id = o.id
            CROSS JOIN LATERAL (
                SELECT rate_basis_points AS rate, CASE d.kind WHEN 'invoice' THEN 1 ELSE -1 END * net_minor AS net,
                       CASE d.kind WHEN 'invoice' THEN 1 ELSE -1 END * tax_minor AS tax
                FROM jsonb_to_recordset(d.taxes) AS each(rate_basis_points int, net_minor bigint, tax_minor bigint)) t
            WHERE p.refunded_minor > 0 AND p.captured_minor = p.refunded_minor
            GROUP BY o.number, t.rate HAVING sum(t.net) <> 0 OR sum(t.tax) <> 0""",
    }
)

ENDED: Mapping[str, str] = MappingProxyType(
    {
        "nothing-is-owed": "SELECT type, awaiting, attempts FROM messaging.outbox WHERE cardinality(awaiting) > 0",
        "every-order-has-ended": "SELECT number, state FROM orders.orders WHERE state IN ('placed', 'reserved')",
        "every-refund-is-done": "SELECT order_id, amount_minor FROM payments.refunds WHERE state <> 'done'",
        "each-mail-is-sent-once": f"""
            SELECT * FROM (
                SELECT kind, subject, count(*) AS sent FROM notifications.sent_mails GROUP BY kind, subject
            ) s FULL JOIN ({_DUE_MAILS}) due USING (kind, subject)
            -- The event that asked for an account's mail is purged after a month.
            WHERE s.sent IS DISTINCT FROM 1 OR (due.kind IS NULL AND kind NOT IN {get_args(AccountMailKind)})""",
    }
)

AT_REST: Mapping[str, str] = MappingProxyType({**BOOKS, **ENDED, **MEASURED})
