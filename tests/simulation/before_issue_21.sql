-- What the release before issue 21 (schema 0014, the parent of commit 0486d160) has in its tables: an order in every
-- state, each of two mugs at 12.50 with 4.90 for the shipping, with its payment, its goods and the provider's charge.
CREATE TEMP TABLE sample (n int, steps text[], goods text, payment text, refunded bigint, at timestamptz);
INSERT INTO sample VALUES
    -- The first two are under way: the shop stood still while it was upgraded.
    (1, '{placed}', NULL, NULL, 0, '2026-11-23 11:58Z'),
    (2, '{placed,reserved}', 'held', NULL, 0, '2026-11-23 11:58Z'),
    (3, '{placed,reserved,confirmed}', 'committed', 'authorized', 0, '2026-11-20Z'),
    (4, '{placed,reserved,confirmed}', 'committed', 'authorized', 0, '2026-11-20Z'),
    (5, '{placed,reserved,confirmed,shipped}', 'committed', 'captured', 0, '2026-11-20Z'),
    (6, '{placed,reserved,confirmed,shipped}', 'committed', 'captured', 0, '2026-11-20Z'),
    (7, '{placed,reserved,confirmed,shipped,delivered}', 'committed', 'captured', 0, '2026-11-20Z'),
    (8, '{placed,reserved,confirmed,shipped,delivered,delivered}', 'committed', 'captured', 500, '2026-11-20Z'),
    (9, '{placed,reserved,confirmed,shipped,delivered,return_requested}', 'committed', 'captured', 0, '2026-11-20Z'),
    (10, '{placed,reserved,confirmed,shipped,return_requested}', 'committed', 'captured', 0, '2026-11-20Z'),
    (11, '{placed,reserved,cancelled}', 'released', 'blocked', 0, '2026-11-20Z'),
    (12, '{placed,reserved,confirmed,cancelled,refunded}', 'released', 'voided', 0, '2026-11-20Z'),
    (13, '{placed,reserved,confirmed,shipped,delivered,refunded}', 'committed', 'captured', 2990, '2026-11-20Z'),
    (14, '{placed,reserved,rejected}', 'released', 'declined', 0, '2026-11-20Z');
ALTER TABLE sample ADD id uuid, ADD state text;
UPDATE sample SET id = md5('order ' || n)::uuid, state = steps[cardinality(steps)];

INSERT INTO orders.orders (id, number, email, state, currency, subtotal_minor, shipping_minor, total_minor,
    refunded_minor, address, payment_method, carrier, tracking_code, placed_at, deadline_at)
SELECT id, 'CS-0000-' || lpad(n::text, 4, '0'), 'ada@example.org', state, 'EUR', 2500, 490, 2990, refunded,
    '{"name": "Ada", "street": "1 rue X", "postal_code": "75001", "city": "Paris", "country": "FR"}', 'card_ok',
    CASE WHEN 'shipped' = ANY (steps) THEN 'La Poste' END, CASE WHEN 'shipped' = ANY (steps) THEN '6A1' END,
    at, CASE WHEN state IN ('placed', 'reserved') THEN at + interval '1 minute' END FROM sample;
INSERT INTO orders.lines (order_id, position, sku, title, unit_price_minor, quantity)
SELECT id, 1, 'MUG', 'Mug', 1250, 2 FROM sample;
INSERT INTO orders.transitions (order_id, sequence, state, reason_code, actor, at)
SELECT id, place, step, CASE step WHEN 'placed' THEN 'ordered' WHEN 'reserved' THEN 'stock_reserved'
        WHEN 'confirmed' THEN 'payment_authorized' WHEN 'cancelled' THEN 'cancelled_by_shopper'
        WHEN 'return_requested' THEN 'return_requested_by_shopper' WHEN 'rejected' THEN 'card_declined'
        WHEN 'refunded' THEN CASE payment WHEN 'voided' THEN 'payment_voided' ELSE 'payment_refunded' END
        ELSE CASE WHEN steps[place - 1] = step THEN 'payment_refunded' ELSE step END END,
    'shop', at + place * interval '1 minute' FROM sample, unnest(steps) WITH ORDINALITY AS step (step, place);

INSERT INTO inventory.reservations (order_id, state, reason, expires_at)
SELECT id, goods, '', at + interval '30 minutes' FROM sample WHERE goods IS NOT NULL;
INSERT INTO inventory.reservation_lines (order_id, sku, quantity)
SELECT id, 'MUG', 2 FROM sample WHERE goods IS NOT NULL;
INSERT INTO inventory.movements (id, sku, quantity, kind, parameters, actor, at)
SELECT md5('shelf')::uuid, 'MUG', 100, 'adjusted', '{}', 'staff', '2026-11-01Z'
UNION ALL SELECT md5(kind || n)::uuid, 'MUG', quantity, kind, jsonb_build_object('order_id', id), 'shop', at
FROM sample, (VALUES ('sold', -2), ('put_back', 2)) moved (kind, quantity)
WHERE 'confirmed' = ANY (steps) AND (kind = 'sold' OR goods = 'released');
INSERT INTO inventory.stock (sku, on_hand, reserved)
SELECT 'MUG', sum(quantity), 2 FROM inventory.movements;

INSERT INTO payments.payments (order_id, state, amount_minor, captured_minor, refunded_minor, currency, provider,
    provider_reference, decline_code, created_at)
SELECT id, payment, 2990, CASE payment WHEN 'captured' THEN 2990 ELSE 0 END, refunded, 'EUR', 'simulator',
    CASE WHEN payment NOT IN ('blocked', 'declined') THEN 'ch_' || n END,
    CASE payment WHEN 'declined' THEN 'card_declined' END, at FROM sample WHERE payment IS NOT NULL;
INSERT INTO card_simulator.charges (id, merchant_reference, card, amount_minor, captured_minor, refunded_minor,
    currency, state, created_at)
SELECT provider_reference, order_id::text, 'card_ok', amount_minor, captured_minor, refunded_minor, currency, state,
    created_at FROM payments.payments WHERE provider_reference IS NOT NULL;
INSERT INTO payments.refunds (id, order_id, amount_minor, currency, reason, state, requested_at)
SELECT md5('refund ' || n)::uuid, id, refunded, 'EUR', 'a scratch', 'done', at FROM sample WHERE refunded > 0;
INSERT INTO orders.refunds (refund_id, order_id, amount_minor, at)
SELECT id, order_id, amount_minor, requested_at FROM payments.refunds
-- The release wrote down what it voided as a refund, too.
UNION ALL SELECT order_id, order_id, amount_minor, created_at FROM payments.payments WHERE state = 'voided';
INSERT INTO payments.ledger (id, booking, account, amount_minor, currency, order_id, at)
SELECT gen_random_uuid(), booking, account, amount, 'EUR', id, at FROM sample, LATERAL (VALUES
    (id || ':authorization', 'held_at_provider', 2990, payment IN ('authorized', 'captured', 'voided')),
    (id || ':authorization', 'set_aside_by_shoppers', -2990, payment IN ('authorized', 'captured', 'voided')),
    (id || ':void', 'held_at_provider', -2990, payment = 'voided'),
    (id || ':void', 'set_aside_by_shoppers', 2990, payment = 'voided'),
    (id || ':capture', 'held_at_provider', -2990, payment = 'captured'),
    (id || ':capture', 'set_aside_by_shoppers', 2990, payment = 'captured'),
    (id || ':capture', 'receivable_from_provider', 2990, payment = 'captured'),
    (id || ':capture', 'revenue', -2990, payment = 'captured'),
    (md5('refund ' || n)::uuid || ':refund', 'refunds', refunded, refunded > 0),
    (md5('refund ' || n)::uuid || ':refund', 'receivable_from_provider', -refunded, refunded > 0)
) entries (booking, account, amount, is_booked) WHERE is_booked;
DROP TABLE sample;
