-- Two orders on their way of which one is overdue, one rejected, one cancelled by its shopper and one by staff.
INSERT INTO orders.orders (id, number, account_id, email, state, currency, subtotal_minor, shipping_minor, total_minor,
                           refunded_minor, address, payment_method, placed_at, deadline_at)
SELECT ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'CS-' || n, account, 'a@example.org', state, 'EUR',
       1000, 0, 1000, 0, '{}', 'card_ok', now(), CASE WHEN n = 1 THEN now() - interval '90 s' END
FROM (VALUES (1, 'placed', NULL::uuid), (2, 'confirmed', NULL), (3, 'rejected', NULL),
             (4, 'cancelled', '00000000-0000-0000-0000-0000000000aa'), (5, 'cancelled', NULL)
     ) AS given(n, state, account);
INSERT INTO orders.transitions (order_id, sequence, state, reason, actor, at)
SELECT id, 1, 'placed', 'ordered', 'guest', now() FROM orders.orders UNION ALL
SELECT id, 2, 'cancelled', 'I wrote this myself "}', CASE number WHEN 'CS-4' THEN account_id::text ELSE 'clerk' END,
       now() FROM orders.orders WHERE state = 'cancelled';
INSERT INTO orders.transitions (order_id, sequence, state, reason_code, actor, at)
SELECT id, 2, 'rejected', 'card_declined', 'shop', now() FROM orders.orders WHERE state = 'rejected';
INSERT INTO payments.payments (order_id, state, amount_minor, captured_minor, refunded_minor, currency, provider,
                               created_at)
SELECT id, CASE state WHEN 'confirmed' THEN 'captured' ELSE 'declined' END, 1000,
       CASE state WHEN 'confirmed' THEN 1000 ELSE 0 END, CASE state WHEN 'confirmed' THEN 300 ELSE 0 END,
       'EUR', 'simulator', now()
FROM orders.orders WHERE state IN ('confirmed', 'rejected');
INSERT INTO payments.ledger (id, booking, account, amount_minor, currency, order_id, at)
SELECT gen_random_uuid(), 'o:' || booking, account, amount, 'EUR', '00000000-0000-0000-0000-000000000002', now()
FROM (VALUES ('capture', 'receivable_from_provider', 1000), ('capture', 'revenue', -1000),
             ('refund', 'refunds', 300), ('refund', 'receivable_from_provider', -300)) AS given(booking, account, amount);
INSERT INTO messaging.outbox (id, type, subject, occurred_at, data, traceparent, request_id, awaiting, attempts,
                              next_attempt_at)
SELECT gen_random_uuid(), 'shop.order.placed.v1', '1', now() - interval '60 s', '{}', '', '', awaiting::text[], n, due
FROM (VALUES (1, '{reserve-stock}', now()), (7, '{reserve-stock}', now() + interval '1 h'), (9, '{}', now())
     ) AS given(n, awaiting, due);
INSERT INTO messaging.dead_letters (id, event_id, event_type, consumer, attributes, data, cause_code, cause, authentic,
                                    state, stored_at, replays)
VALUES (gen_random_uuid(), '1', 'shop.order.placed.v1', 'reserve-stock', '{}', '{}', '422', '', true, 'open', now(), 0);
INSERT INTO maintenance.backups (finished_at, file, bytes) VALUES ('2026-11-25T03:20:00Z', 'a.dump', 1);
INSERT INTO inventory.stock (sku, on_hand, reserved) VALUES ('MUG', 5, 2);
INSERT INTO inventory.movements (id, sku, quantity, kind, actor, at)
VALUES (gen_random_uuid(), 'MUG', 6, 'counted', 'clerk', now()), (gen_random_uuid(), 'MUG', -1, 'sold', 'shop', now());
INSERT INTO card_simulator.charges (id, merchant_reference, card, amount_minor, captured_minor, refunded_minor,
                                    currency, state, created_at)
VALUES ('ch_2', '00000000-0000-0000-0000-000000000002', 'card_ok', 1000, 1000, 300, 'EUR', 'captured', now());
UPDATE payments.payments SET provider_reference = 'ch_2' WHERE state = 'captured';
INSERT INTO inventory.reservations (order_id, state, reason, expires_at)
VALUES ('00000000-0000-0000-0000-000000000001', 'held', '', now() - interval '1 s');
INSERT INTO inventory.reservation_lines (order_id, sku, quantity)
VALUES ('00000000-0000-0000-0000-000000000001', 'MUG', 2);
INSERT INTO payments.disputes (reference, order_id, amount_minor, currency, reason, state, reported_at)
VALUES ('dp_2', '00000000-0000-0000-0000-000000000002', 1000, 'EUR', 'fraudulent', 'asked', now());
