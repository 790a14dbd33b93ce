"""A policy per stock item: tracked, sold beyond the stock, or not tracked at all; and how much may be ordered.

The release before goes on beside this one: what it writes is tracked, and of goods that are not it sells what is there.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ORDERABLE = "CASE WHEN policy = 'tracked' THEN on_hand - reserved ELSE 1000000000 END"


def upgrade() -> None:
    op.add_column("stock", sa.Column("policy", sa.Text(), server_default="tracked", nullable=False), schema="inventory")
    op.add_column("stock", sa.Column("policy_set_at", sa.DateTime(timezone=True)), schema="inventory")
    op.add_column(
        "stock",
        sa.Column("orderable", sa.Integer(), sa.Computed(ORDERABLE, persisted=True), nullable=False),
        schema="inventory",
    )
    op.create_check_constraint(
        op.f("ck_stock_policy"), "stock", "policy IN ('tracked', 'backorder', 'untracked')", schema="inventory"
    )
    op.drop_constraint(op.f("ck_stock_never_oversold"), "stock", schema="inventory")
    op.create_check_constraint(
        op.f("ck_stock_never_oversold"),
        "stock",
        "reserved >= 0 AND (reserved <= on_hand OR policy <> 'tracked')",
        schema="inventory",
    )
