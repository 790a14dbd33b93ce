"""Reasons are codes with parameters, what a person typed is a note, and a blocked payment is called so.

The release before goes on beside this one: it writes sentences, which become codes on their way into the table, and
reads the columns it knows. They and the trigger go with a later migration.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODES = (
    *("ordered", "stock_reserved", "payment_authorized", "shipped", "delivered"),
    *("cancelled_by_shopper", "cancelled_by_shop", "return_requested_by_shopper", "return_requested_by_shop"),
    *("payment_voided", "payment_refunded", "out_of_stock", "not_paid_in_time", "paid_too_late"),
    *("card_declined", "insufficient_funds", "expired_card", "incorrect_cvc", "unknown_card"),
    "authentication_required",
)
LISTED = ", ".join(f"'{code}'" for code in CODES)
DECLINES = """
    WHEN 'the card needs a confirmation that the shop does not offer' THEN 'authentication_required'
    WHEN 'the card has expired' THEN 'expired_card'
    WHEN 'the card''s security code is wrong' THEN 'incorrect_cvc'
    WHEN 'there is not enough money on the card' THEN 'insufficient_funds'
    WHEN 'the card is not known to the payment provider' THEN 'unknown_card'
    ELSE 'card_declined'"""

EXPLAIN_TRANSITION = f"""
CREATE FUNCTION orders.explain_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refunded text[] := regexp_match(NEW.reason, '^(.*): (\\d+) of \\d+ minor units given back$');
  side text := CASE WHEN NEW.actor IN ('guest', (SELECT account_id::text FROM orders.orders WHERE id = NEW.order_id))
                    THEN 'by_shopper' ELSE 'by_shop' END;
BEGIN
  IF NEW.reason_code IS NOT NULL THEN
    IF NEW.reason = '' THEN
      NEW.reason := NEW.reason_code;
    END IF;
    RETURN NEW;
  END IF;
  NEW.reason_code := CASE
    WHEN NEW.reason IN ({LISTED}) THEN NEW.reason
    WHEN NEW.reason = 'the payment was given back unused' THEN 'payment_voided'
    WHEN refunded IS NOT NULL THEN 'payment_refunded'
    WHEN NEW.state = 'placed' THEN 'ordered'
    WHEN NEW.state = 'reserved' THEN 'stock_reserved'
    WHEN NEW.state = 'confirmed' THEN 'payment_authorized'
    WHEN NEW.state IN ('shipped', 'delivered') THEN NEW.state
    WHEN NEW.reason = 'cancelled by the shopper' THEN 'cancelled_by_shopper'
    WHEN NEW.reason = 'cancelled by the shop' THEN 'cancelled_by_shop'
    WHEN NEW.state = 'cancelled' THEN 'cancelled_' || side
    WHEN NEW.state = 'return_requested' THEN 'return_requested_' || side
    WHEN NEW.state = 'refunded' THEN 'payment_refunded'
    WHEN NEW.reason LIKE '% is out of stock' THEN 'out_of_stock'
    WHEN NEW.reason = 'not paid in time' THEN 'not_paid_in_time'
    WHEN NEW.reason = 'the payment came after the reservation ended' THEN 'paid_too_late'
    ELSE CASE NEW.reason {DECLINES} END END;
  NEW.parameters := CASE NEW.reason_code
    WHEN 'shipped' THEN jsonb_strip_nulls(jsonb_build_object('carrier', substring(NEW.reason from '^sent with (.+)$')))
    WHEN 'out_of_stock' THEN
      jsonb_strip_nulls(jsonb_build_object('sku', substring(NEW.reason from '^(.+) is out of stock$')))
    WHEN 'payment_refunded' THEN jsonb_strip_nulls(jsonb_build_object('amount_minor', refunded[2]::bigint))
    ELSE '{{}}'::jsonb END;
  NEW.note := CASE
    WHEN NEW.reason_code = 'payment_refunded' THEN refunded[1]
    WHEN NEW.reason IN ({LISTED}, 'cancelled by the shopper', 'cancelled by the shop') THEN NULL
    WHEN NEW.reason_code LIKE 'cancelled_%' OR NEW.reason_code LIKE 'return_requested_%' THEN NEW.reason END;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    _transitions()
    _stock()
    _payments()


def _transitions() -> None:
    op.add_column("transitions", sa.Column("reason_code", sa.Text()), schema="orders")
    op.add_column("transitions", sa.Column("parameters", JSONB(), server_default="{}", nullable=False), schema="orders")
    op.add_column("transitions", sa.Column("note", sa.Text()), schema="orders")
    op.alter_column("transitions", "reason", server_default="", schema="orders")
    op.execute(EXPLAIN_TRANSITION)
    op.execute(
        "CREATE TRIGGER explain BEFORE INSERT OR UPDATE ON orders.transitions"
        " FOR EACH ROW EXECUTE FUNCTION orders.explain_transition()"
    )
    # The trigger reads the sentences that are there already.
    op.execute("UPDATE orders.transitions SET reason = reason")
    op.alter_column("transitions", "reason_code", nullable=False, schema="orders")
    op.create_check_constraint(
        op.f("ck_transitions_reason_code"), "transitions", f"reason_code IN ({LISTED})", schema="orders"
    )


def _stock() -> None:
    op.add_column("reservations", sa.Column("short_sku", sa.Text()), schema="inventory")
    op.execute(
        "UPDATE inventory.reservations SET short_sku = substring(reason from '^(.+) is out of stock$')"
        " WHERE state = 'refused'"
    )
    op.add_column("movements", sa.Column("kind", sa.Text()), schema="inventory")
    op.add_column("movements", sa.Column("parameters", JSONB(), server_default="{}", nullable=False), schema="inventory")
    op.add_column("movements", sa.Column("note", sa.Text()), schema="inventory")
    op.alter_column("movements", "reason", server_default="", schema="inventory")
    op.execute("""
        UPDATE inventory.movements SET
          kind = CASE WHEN reason ~ '^sold: order [0-9a-f-]{36}$' THEN 'sold'
                      WHEN reason ~ ': order [0-9a-f-]{36}$' THEN 'put_back'
                      WHEN reason ~ ': \\d+ counted' THEN 'counted'
                      ELSE 'adjusted' END,
          parameters = jsonb_strip_nulls(jsonb_build_object(
            'order_id', substring(reason from ': order ([0-9a-f-]{36})$'),
            'counted', substring(reason from ': (\\d+) counted')::bigint,
            'raised_by', substring(reason from 'raised by (\\d+) to what')::bigint)),
          note = CASE WHEN reason !~ '(: order [0-9a-f-]{36}$)|(: \\d+ counted)' THEN reason END
    """)
    op.create_check_constraint(
        op.f("ck_movements_kind"), "movements", "kind IN ('sold', 'put_back', 'counted', 'adjusted')", schema="inventory"
    )


def _payments() -> None:
    op.add_column("payments", sa.Column("decline_code", sa.Text()), schema="payments")
    op.execute(
        f"UPDATE payments.payments SET decline_code = CASE decline_reason {DECLINES} END WHERE state = 'declined'"
    )
    op.drop_constraint(op.f("ck_payments_state"), "payments", schema="payments")
    op.create_check_constraint(
        op.f("ck_payments_state"),
        "payments",
        "state IN ('authorized', 'declined', 'captured', 'voided', 'blocked', 'barred')",
        schema="payments",
    )
    # A younger one may still meet an authorisation under way, and the release before only knows the old word.
    op.execute(
        "UPDATE payments.payments SET state = 'blocked'"
        " WHERE state = 'barred' AND created_at < now() - interval '1 day'"
    )
