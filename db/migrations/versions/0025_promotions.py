"""Promotions as the merchant's data, the uses that orders claim, and what an order has of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TOTAL = """
-- The new constraint says the same of all that the release before writes, which has no discount.
-- squawk-ignore ban-drop-constraint
ALTER TABLE orders.orders DROP CONSTRAINT ck_orders_total_is_the_sum;
-- Orders are read once under the lock. Checking them later frees nobody, in the same transaction.
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE orders.orders ADD CONSTRAINT ck_orders_total_is_the_sum
  CHECK (total_minor = subtotal_minor + shipping_minor - discount_minor);
"""
TERMS = """coalesce(CASE kind
    WHEN 'percentage' THEN share_basis_points BETWEEN 1 AND 10000
    WHEN 'fixed_amount' THEN amount_minor > 0
    WHEN 'buy_x_get_y' THEN buy_quantity > 0 AND free_quantity > 0
    ELSE true END, false)"""


def upgrade() -> None:
    op.execute("CREATE SCHEMA promotions")
    _promotions()
    op.create_table(
        "account_uses",
        sa.Column("promotion_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("uses >= 0", name=op.f("ck_account_uses_uses_not_negative")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotions.promotions.id"], name=op.f("fk_account_uses_promotion_id_promotions")
        ),
        sa.PrimaryKeyConstraint("promotion_id", "account_id", name=op.f("pk_account_uses")),
        schema="promotions",
    )
    op.create_table(
        "claims",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("promotion_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid()),
        sa.ForeignKeyConstraint(["order_id"], ["orders.orders.id"], name=op.f("fk_claims_order_id_orders")),
        sa.ForeignKeyConstraint(
            ["promotion_id"], ["promotions.promotions.id"], name=op.f("fk_claims_promotion_id_promotions")
        ),
        sa.PrimaryKeyConstraint("order_id", "promotion_id", name=op.f("pk_claims")),
        schema="promotions",
    )
    for name in ("discount_minor", "shipping_discount_minor"):
        op.add_column("orders", sa.Column(name, sa.BigInteger(), server_default="0", nullable=False), schema="orders")
    promotions = sa.Column("promotions", postgresql.JSONB(), server_default="[]", nullable=False)
    op.add_column("orders", promotions, schema="orders")
    off = sa.Column("discount_minor", sa.BigInteger(), server_default="0", nullable=False)
    op.add_column("lines", off, schema="orders")
    op.execute(TOTAL)


def _promotions() -> None:
    texts = postgresql.ARRAY(sa.Text())
    op.create_table(
        "promotions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("names", postgresql.JSONB(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share_basis_points", sa.BigInteger()),
        sa.Column("amount_minor", sa.BigInteger()),
        sa.Column("buy_quantity", sa.BigInteger()),
        sa.Column("free_quantity", sa.BigInteger()),
        sa.Column("subtotal_from_minor", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("handles", texts, server_default="{}", nullable=False),
        sa.Column("categories", texts, server_default="{}", nullable=False),
        sa.Column("audience", sa.Text(), server_default="everyone", nullable=False),
        sa.Column("combinable", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True)),
        sa.Column("uses_max", sa.BigInteger()),
        sa.Column("uses_max_per_account", sa.BigInteger()),
        sa.Column("uses", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('percentage', 'fixed_amount', 'buy_x_get_y', 'free_shipping')", name=op.f("ck_promotions_kind")
        ),
        sa.CheckConstraint("audience IN ('everyone', 'accounts', 'first_order')", name=op.f("ck_promotions_audience")),
        sa.CheckConstraint(TERMS, name=op.f("ck_promotions_terms_of_kind")),
        sa.CheckConstraint(
            "uses >= 0 AND uses <= coalesce(uses_max, uses)", name=op.f("ck_promotions_never_overused")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotions")),
        sa.UniqueConstraint("code", name=op.f("uq_promotions_code")),
        schema="promotions",
    )
    op.create_index(
        "ix_promotions_automatic",
        "promotions",
        [sa.text("coalesce(valid_until, 'infinity'::timestamptz)")],
        schema="promotions",
        postgresql_where=sa.text("code IS NULL"),
    )
    op.create_index("ix_promotions_created_at", "promotions", ["created_at", "id"], schema="promotions")
