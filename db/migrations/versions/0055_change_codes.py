"""Orders may say that their address was changed and that a shopper took items out; what was cancelled says so again.

Nothing writes the reasons yet: the release before the one that does can show them, so that one can be rolled back.
"""

from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

REASONS = (
    *("ordered", "stock_reserved", "payment_authorized", "shipped", "delivered"),
    *("cancelled_by_shopper", "cancelled_by_shop", "return_requested_by_shopper", "return_requested_by_shop"),
    *("return_approved", "return_declined", "return_received"),
    *("payment_voided", "payment_refunded", "out_of_stock", "not_paid_in_time", "paid_too_late"),
    *("card_declined", "insufficient_funds", "expired_card", "incorrect_cvc", "unknown_card"),
    *("authentication_required", "tracking_corrected", "rest_released", "address_changed", "items_removed"),
)
LISTED = ", ".join(f"'{reason}'" for reason in REASONS)
# Wider conditions replace narrower ones, so whatever the release before writes still meets them.
WIDER = f"""
-- squawk-ignore ban-drop-constraint
ALTER TABLE orders.transitions DROP CONSTRAINT ck_transitions_reason_code;
ALTER TABLE orders.transitions
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT ck_transitions_reason_code CHECK (reason_code IN ({LISTED}));
"""
# The release before lets them become refunded when the authorisation is voided, although no money moves. Triggers count
# an order's change of state; those of transitions count what is inserted only.
CANCELLED = """
WITH mended AS (
    UPDATE orders.transitions SET state = 'cancelled' WHERE state = 'refunded' AND reason_code = 'payment_voided'
    RETURNING 1)
INSERT INTO messaging.total_changes (total, labels, amount)
SELECT 'transitions', ARRAY[state], sign * (SELECT count(*) FROM mended)
FROM (VALUES ('refunded', -1), ('cancelled', 1)) changed (state, sign) WHERE EXISTS (SELECT FROM mended);
WITH mended AS (
    UPDATE orders.orders SET state = 'cancelled' WHERE state = 'refunded' AND refunded_minor = 0 AND EXISTS (
        SELECT FROM orders.transitions t WHERE t.order_id = orders.id AND t.state = 'cancelled')
    RETURNING id)
INSERT INTO messaging.total_changes (total, labels, amount)
SELECT 'order-reasons', ARRAY['cancelled', why], count(*) FROM (
    SELECT DISTINCT ON (t.order_id) orders.why_ended(t) AS why FROM orders.transitions t
    JOIN mended ON mended.id = t.order_id WHERE t.state = 'cancelled' ORDER BY t.order_id, t.sequence) ended
GROUP BY why;
"""


def upgrade() -> None:
    op.execute(WIDER)
    op.execute(CANCELLED)
