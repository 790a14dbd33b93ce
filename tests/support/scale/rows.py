"""The rows of a shop of a given size, as SELECT statements by table; the loader copies their results into the tables.

What a shop accumulates grows with its products and orders. What is open at a moment (unpaid orders, owed events, open
dead letters) does not: it is the same at every size.
"""

from datetime import UTC, datetime

NEWEST = datetime(2026, 11, 20, tzinfo=UTC)
# `key` makes version 7 UUIDs of the given time, so that rows are in the tables in the order of their keys.
FUNCTIONS = f"""
CREATE FUNCTION pg_temp.key(kind text, n bigint, at timestamptz) RETURNS uuid STABLE LANGUAGE sql AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(kind || n), 1, 3)
          || '8' || substr(md5(kind || n), 4, 15))::uuid
$$;
CREATE FUNCTION pg_temp.added_at(n bigint) RETURNS timestamptz STABLE LANGUAGE sql AS
$$ SELECT timestamptz '2026-11-01 00:00Z' - n * interval '1 minute' $$;
CREATE FUNCTION pg_temp.placed_at(n bigint) RETURNS timestamptz STABLE LANGUAGE sql AS
$$ SELECT timestamptz '{NEWEST}' - n * interval '10 seconds' $$;
CREATE FUNCTION pg_temp.product(n bigint) RETURNS uuid STABLE LANGUAGE sql AS
$$ SELECT pg_temp.key('product', n, pg_temp.added_at(n)) $$;
CREATE FUNCTION pg_temp.order_id(n bigint) RETURNS uuid STABLE LANGUAGE sql AS
$$ SELECT pg_temp.key('order', n, pg_temp.placed_at(n)) $$;
CREATE FUNCTION pg_temp.word(n bigint) RETURNS text STABLE LANGUAGE sql AS
$$ SELECT translate(substr(md5('word' || n), 1, 4 + (n % 5)::int), '0123456789', 'ghijklmnop') $$;
"""

_MATERIALS = "ARRAY['stoneware', 'cotton', 'linen', 'oak', 'glass', 'steel', 'wool', 'paper']"
_THINGS = "ARRAY['mug', 'bowl', 'blanket', 'lamp', 'chair', 'vase', 'basket', 'notebook', 'apron', 'tray']"

# Every title has a common word, a word of a growing vocabulary and a number of its own.
PRODUCTS = {
    "catalog.products (id, handle, title, description, vendor, product_type, category, tags, option_names, state,"
    " price_from_minor, merchant_columns, created_at, updated_at)": f"""
        SELECT pg_temp.product(n), 'product-' || n,
               initcap(({_MATERIALS})[1 + n % 8] || ' ' || ({_THINGS})[1 + n / 8 % 10] || ' '
                       || pg_temp.word((sqrt(n) * 7)::bigint) || ' ' || n),
               'A ' || ({_THINGS})[1 + n / 8 % 10] || ' for every day, made by ' || pg_temp.word(n % 400) || '.',
               initcap(pg_temp.word(n % 400)), initcap(({_THINGS})[1 + n / 8 % 10]), ({_THINGS})[1 + n / 8 % 10],
               ARRAY['new', ({_MATERIALS})[1 + n % 8]], ARRAY['Size'],
               CASE WHEN n % 50 = 0 THEN 'draft' ELSE 'published' END,
               500 + n * 37 % 10000, '{{}}', pg_temp.added_at(n), pg_temp.added_at(n)
        FROM generate_series(1, $products) n""",
    "catalog.variants (sku, product_id, position, option_values, price_minor, currency, grams, barcode,"
    " merchant_columns)": """
        SELECT 'SKU-' || n || '-' || size, pg_temp.product(n), size, ARRAY[(ARRAY['S', 'L'])[size]],
               500 + n * 37 % 10000, 'EUR', 300, (4000000000000 + n * 10 + size)::text, '{}'
        FROM generate_series(1, $products) n, generate_series(1, 2) size""",
    "catalog.images (product_id, position, url, alternative_text, merchant_columns)": """
        SELECT pg_temp.product(n), 1, '/pictures/' || n || '.svg', '', '{}' FROM generate_series(1, $products) n""",
    "inventory.stock (sku, on_hand, reserved)": """
        SELECT 'SKU-' || n || '-' || size, CASE WHEN n % 20 = 0 THEN 0 ELSE 50 END, 0
        FROM generate_series(1, $products) n, generate_series(1, 2) size""",
}

# Ten orders a day of every shopper who has an account; nearly all are delivered.
_STATE = "CASE n % 20 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'rejected' ELSE 'delivered' END"
# A first name that many have, and a word of a growing vocabulary.
_FIRST_NAMES = "ARRAY['Ada', 'Jean', 'Grace', 'Alan']"
_ADDRESS = f"jsonb_build_object('name', ({_FIRST_NAMES})[1 + n % 4] || ' ' || initcap(pg_temp.word(n / 5)))"
_SKU = "'SKU-' || 1 + n % $products || '-1'"
ORDERS = {
    "identity.accounts (id, email, name, password_hash, role, created_at)": """
        SELECT pg_temp.key('account', n, pg_temp.placed_at(n * 10)), 'shopper-' || n || '@example.org', 'A shopper', '',
               'shopper', pg_temp.placed_at(n * 10)
        FROM generate_series(1, $orders / 10) n""",
    "identity.sessions (id, account_id, token_sha256, started_at, expires_at)": """
        SELECT pg_temp.key('session', n, pg_temp.placed_at(n * 10)),
               pg_temp.key('account', n, pg_temp.placed_at(n * 10)),
               sha256(n::text::bytea), pg_temp.placed_at(n * 10), pg_temp.placed_at(n) + interval '60 days'
        FROM generate_series(1, $orders / 10) n""",
    "cart.carts (id, account_id, changed_at)": """
        SELECT pg_temp.key('cart', n, pg_temp.placed_at(n * 10)),
               pg_temp.key('account', n, pg_temp.placed_at(n * 10)), pg_temp.placed_at(n * 10)
        FROM generate_series(1, $orders / 10) n""",
    "cart.items (cart_id, sku, quantity, added_at)": f"""
        SELECT pg_temp.key('cart', n, pg_temp.placed_at(n * 10)), {_SKU}, 1, pg_temp.placed_at(n * 10)
        FROM generate_series(1, $orders / 10) n""",
    "cart.checkouts (order_id, at)": """
        SELECT pg_temp.order_id(n), pg_temp.placed_at(n) FROM generate_series(1, $orders) n""",
    "orders.orders (id, number, account_id, email, state, currency, subtotal_minor, shipping_minor, total_minor,"
    " refunded_minor, address, payment_method, placed_at)": f"""
        SELECT pg_temp.order_id(n), 'CS-' || substr(upper(md5(n::text)), 1, 4) || '-' || lpad(to_hex(n), 7, '0'),
               CASE WHEN n % 2 = 0 THEN pg_temp.key('account', 1 + n % ($orders / 10),
                                                    pg_temp.placed_at(10 * (1 + n % ($orders / 10)))) END,
               'shopper-' || n || '@example.org', {_STATE}, 'EUR', 2500, 490, 2990, 0, {_ADDRESS}, 'card_ok',
               pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    # A voucher for each shopper, mostly used up; sales of before, and two of now that no order is large enough for.
    "promotions.promotions (id, code, names, kind, amount_minor, audience, subtotal_from_minor, uses_max, uses,"
    " uses_max_per_account, valid_from, valid_until, created_at)": """
        SELECT pg_temp.key('promotion', n, pg_temp.placed_at(n * 10)), CASE WHEN n % 100 <> 0 THEN 'V-' || n END,
               '{"en": "A voucher", "fr": "Un bon"}', 'fixed_amount', 100,
               CASE WHEN n % 10 = 3 THEN 'first_order' ELSE 'everyone' END,
               CASE WHEN n = 3 OR n % 100 = 0 THEN 100000000 ELSE 0 END, CASE WHEN n > 10 THEN 1 ELSE 1000 END,
               (n > 10)::int, CASE WHEN n = 8 THEN 100 END, pg_temp.placed_at(n * 10),
               CASE WHEN n % 100 = 0 AND n > 200 THEN pg_temp.placed_at(n * 10) + interval '1 hour' END,
               pg_temp.placed_at(n * 10)
        FROM generate_series(1, $orders / 10) n""",
    "promotions.claims (order_id, promotion_id, account_id)": """
        SELECT pg_temp.order_id(n), pg_temp.key('promotion', n, pg_temp.placed_at(n * 10)), NULL
        FROM generate_series(11, $orders / 10) n WHERE n % 100 <> 0""",
    "promotions.account_uses (promotion_id, account_id, uses)": """
        SELECT pg_temp.key('promotion', 8, pg_temp.placed_at(80)),
               pg_temp.key('account', n, pg_temp.placed_at(n * 10)), 1
        FROM generate_series(1, $orders / 10) n""",
    "orders.lines (order_id, position, sku, title, unit_price_minor, quantity)": f"""
        SELECT pg_temp.order_id(n), 1, {_SKU}, 'A mug', 2500, 1 FROM generate_series(1, $orders) n""",
    "orders.transitions (order_id, sequence, state, reason_code, parameters, note, actor, at)": f"""
        SELECT pg_temp.order_id(n), sequence, CASE sequence WHEN 1 THEN 'placed' ELSE {_STATE} END,
               CASE WHEN sequence = 1 THEN 'ordered' ELSE CASE n % 20 WHEN 0 THEN 'cancelled_by_shop'
                    WHEN 1 THEN 'out_of_stock' ELSE 'delivered' END END,
               '{{}}', CASE WHEN n % 10 = 0 THEN 'a note' END, 'shop', pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n, generate_series(1, 2) sequence""",
    "orders.notes (id, order_id, text, author, at)": """
        SELECT pg_temp.key('note', n, pg_temp.placed_at(n)), pg_temp.order_id(n), 'a note', 'staff',
               pg_temp.placed_at(n)
        FROM generate_series(1, $orders, 20) n""",
    "orders.refunds (refund_id, order_id, amount_minor, at)": """
        SELECT pg_temp.key('refund', n, pg_temp.placed_at(n)), pg_temp.order_id(n), 100, pg_temp.placed_at(n)
        FROM generate_series(1, $orders, 20) n""",
    "invoices.counters (series, year, last)": """
        SELECT series, 2025, $orders FROM unnest(ARRAY['CN', 'INV']) series""",
    "invoices.documents (id, kind, number, series, year, sequence, order_id, about_id, issued_at, language, currency,"
    " country, total_minor, taxes, buyer, content)": f"""
        SELECT pg_temp.key(kind, n, pg_temp.placed_at(n)), kind, series || '-2025-' || n, series, 2025, n,
               pg_temp.order_id(n), pg_temp.key('about ' || kind, n, pg_temp.placed_at(n)), pg_temp.placed_at(n), 'en',
               'EUR', 'FR', 2990,
               '[{{"rate_basis_points": 2000, "net_minor": 2492, "tax_minor": 498}}]', {_ADDRESS}, '{{"lines": []}}'
        FROM generate_series(1, $orders) n, (VALUES ('invoice', 'INV'), ('credit_note', 'CN')) kinds(kind, series)
        WHERE kind = 'invoice' OR n % 20 = 0""",
    "inventory.reservations (order_id, state, reason, expires_at)": """
        SELECT pg_temp.order_id(n), CASE n % 20 WHEN 0 THEN 'released' WHEN 1 THEN 'refused' ELSE 'committed' END,
               '', pg_temp.placed_at(n) + interval '1 hour'
        FROM generate_series(1, $orders) n""",
    "inventory.reservation_lines (order_id, sku, quantity)": f"""
        SELECT pg_temp.order_id(n), {_SKU}, 1 FROM generate_series(1, $orders) n""",
    "inventory.movements (id, sku, quantity, kind, parameters, actor, at)": f"""
        SELECT pg_temp.key('movement', n, pg_temp.placed_at(n)), {_SKU}, -1, 'sold', '{{}}', 'shop',
               pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "payments.payments (order_id, state, amount_minor, captured_minor, refunded_minor, currency, provider,"
    " provider_reference, created_at)": """
        SELECT pg_temp.order_id(n), CASE n % 20 WHEN 0 THEN 'voided' WHEN 1 THEN 'blocked' ELSE 'captured' END, 2990,
               CASE WHEN n % 20 > 1 THEN 2990 ELSE 0 END, 0, 'EUR', 'simulator', 'ch_' || n, pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "payments.refunds (id, order_id, amount_minor, currency, reason, state, requested_at)": """
        SELECT pg_temp.key('refund', n, pg_temp.placed_at(n)), pg_temp.order_id(n), 100, 'EUR', 'a scratch', 'done',
               pg_temp.placed_at(n)
        FROM generate_series(1, $orders, 20) n""",
    "payments.ledger (id, booking, account, amount_minor, currency, order_id, at)": """
        SELECT pg_temp.key(account, n, pg_temp.placed_at(n)), pg_temp.order_id(n) || ':capture', account,
               CASE account WHEN 'revenue' THEN -2990 ELSE 2990 END, 'EUR', pg_temp.order_id(n), pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n, unnest(ARRAY['revenue', 'receivable_from_provider']) account""",
    # Ten wait for an answer at every size.
    "payments.disputes (reference, order_id, amount_minor, currency, reason, state, reported_at)": """
        SELECT 'dp_' || n, pg_temp.order_id(n), 2990, 'EUR', 'fraudulent',
               CASE WHEN n <= 200 THEN 'open' WHEN n % 3 = 0 THEN 'won' ELSE 'lost' END, pg_temp.placed_at(n)
        FROM generate_series(2, $orders, 20) n""",
    "payments.webhook_deliveries (id, kind, received_at, declined_order_id)": """
        SELECT 'msg_' || n, 'payment.authorized', pg_temp.placed_at(n),
               CASE WHEN n % 20 = 0 THEN pg_temp.order_id(n) END
        FROM generate_series(1, $orders) n""",
    "card_simulator.charges (id, merchant_reference, card, state, currency, amount_minor, captured_minor,"
    " refunded_minor, created_at)": """
        SELECT 'ch_' || n, pg_temp.order_id(n), 'card_ok', 'captured', 'EUR', 2990, 2990, 0, pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "notifications.sent_mails (id, subject, kind, recipient, sent_at)": """
        SELECT pg_temp.key('mail', n, pg_temp.placed_at(n)), pg_temp.order_id(n), 'order-confirmation',
               'shopper-' || n || '@example.org', pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "messaging.outbox (id, type, subject, occurred_at, data, traceparent, request_id, awaiting, attempts,"
    " next_attempt_at, sent_at)": """
        SELECT pg_temp.key('event', n, pg_temp.placed_at(n)), 'shop.order.placed.v1', pg_temp.order_id(n)::text,
               pg_temp.placed_at(n), '{}', '00-' || md5(n::text) || '-' || substr(md5(n::text), 1, 16) || '-01', '',
               '{}', 1, pg_temp.placed_at(n), pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "messaging.inbox (event_id, consumer, handled_at)": """
        SELECT pg_temp.key('event', n, pg_temp.placed_at(n)), 'reserve-stock', pg_temp.placed_at(n)
        FROM generate_series(61, $orders) n""",
    "messaging.idempotency_keys (key, fingerprint, status, body, media_type, created_at)": """
        SELECT md5('key' || n), md5(n::text), 201, '{}', 'application/json', pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "messaging.dead_letters (id, event_id, event_type, consumer, attributes, data, cause_code, cause, authentic, state,"
    " stored_at, replays)": """
        SELECT pg_temp.key('letter', n, pg_temp.placed_at(n)), pg_temp.key('event', n, pg_temp.placed_at(n)),
               'shop.order.' || (ARRAY['placed', 'shipped'])[1 + (n % 1000 = 1)::int] || '.v1',
               (ARRAY['reserve-stock', 'capture-payment'])[1 + (n % 1000 = 1)::int],
               jsonb_build_object('subject', pg_temp.order_id(n), 'time', pg_temp.placed_at(n)), '{}',
               '503', 'it was down',
               true, CASE WHEN n <= 60 THEN 'open' ELSE 'discarded' END, pg_temp.placed_at(n), 0
        FROM generate_series(1, $orders, 10) n""",
    # Half of the endpoints that a shop may have, and what they were told of.
    "messaging.webhooks (id, url, event_types, state, secret, created_at, failures)": """
        SELECT pg_temp.key('webhook', n, pg_temp.placed_at(n)), 'https://example.org/' || n, '["order.delivered"]',
               CASE WHEN n = 1 THEN 'active' ELSE 'paused' END, '', pg_temp.placed_at(n), 0
        FROM generate_series(1, 5) n""",
    "messaging.webhook_messages (id, webhook_id, event_type, body, state, created_at, attempts, next_attempt_at,"
    " give_up_at)": """
        SELECT pg_temp.key('delivery', n, pg_temp.placed_at(n)),
               pg_temp.key('webhook', 1 + n % 5, pg_temp.placed_at(1 + n % 5)), 'order.confirmed', '{}', 'delivered',
               pg_temp.placed_at(n), 1, pg_temp.placed_at(n), pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
    "messaging.staff_actions (id, actor, action, subject, detail, at)": """
        SELECT pg_temp.key('action', n, pg_temp.placed_at(n)),
               pg_temp.key('account', 1 + n % 5, pg_temp.placed_at(10 * (1 + n % 5))),
               (ARRAY['ship-order', 'cancel-order'])[1 + (n % 1000 = 1)::int], 'CS-' || n, '{}', pg_temp.placed_at(n)
        FROM generate_series(1, $orders) n""",
}
