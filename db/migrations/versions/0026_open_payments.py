"""A payment may be open: the shopper pays at the provider, and the card simulator has a page for it."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

# A wider condition replaces a narrower one, so whatever the release before writes still meets it.
_STATES = """
-- squawk-ignore ban-drop-constraint
ALTER TABLE payments.payments DROP CONSTRAINT ck_payments_state;
ALTER TABLE payments.payments
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT ck_payments_state
    CHECK (state IN ('open', 'authorized', 'declined', 'captured', 'voided', 'blocked', 'barred'));
"""


def upgrade() -> None:
    op.execute(_STATES)
    op.add_column("charges", sa.Column("secret", sa.Text()), schema="card_simulator")
    op.add_column("charges", sa.Column("decline_code", sa.Text()), schema="card_simulator")
