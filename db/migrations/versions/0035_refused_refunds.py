"""Refunds that the provider refuses, or that fail later; disputes; and what the card simulator needs for them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# A wider condition replaces a narrower one, so whatever the release before writes still meets it.
_STATES = """
-- squawk-ignore ban-drop-constraint
ALTER TABLE payments.refunds DROP CONSTRAINT ck_refunds_state;
ALTER TABLE payments.refunds
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT ck_refunds_state CHECK (state IN ('requested', 'done', 'refused', 'failed', 'retrying'));
"""


def upgrade() -> None:
    op.execute(_STATES)
    op.add_column("refunds", sa.Column("attempt", sa.BigInteger(), server_default="1", nullable=False), schema="payments")
    op.add_column("refunds", sa.Column("refusal_code", sa.Text()), schema="payments")
    op.add_column("refunds", sa.Column("settled_by", sa.Text()), schema="payments")
    op.create_table(
        "disputes",
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True)),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'open', 'won', 'lost')", name=op.f("ck_disputes_state")),
        sa.ForeignKeyConstraint(["order_id"], ["payments.payments.order_id"], name=op.f("fk_disputes_order_id_payments")),
        sa.PrimaryKeyConstraint("reference", name=op.f("pk_disputes")),
        schema="payments",
    )
    op.create_index("ix_disputes_order_id", "disputes", ["order_id"], schema="payments")
    op.add_column(
        "charges", sa.Column("fee_minor", sa.BigInteger(), server_default="0", nullable=False), schema="card_simulator"
    )
    for name in ("refunds", "disputes"):
        column = sa.Column(name, JSONB(), server_default="[]", nullable=False)
        op.add_column("charges", column, schema="card_simulator")
