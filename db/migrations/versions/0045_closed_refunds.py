"""Refused refunds that staff have closed, and the list of disputes."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("refunds", sa.Column("closed_because", sa.Text()), schema="payments")
    op.create_index("ix_disputes_state", "disputes", ["state", "reported_at", "reference"], schema="payments")
    op.create_index(
        "ix_disputes_undecided",
        "disputes",
        ["reported_at", "reference"],
        schema="payments",
        postgresql_where=sa.text("state IN ('asked', 'open')"),
    )
