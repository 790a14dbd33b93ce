"""Prices that begin later, and perhaps end; the sweep has them applied by a function of the catalog.

The function belongs to the owner of the tables: the sweep's role may call it, and write nothing else of the catalog.
"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

APPLY = """
CREATE FUNCTION catalog.apply_planned_prices(moment timestamptz, at_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    plan catalog.planned_prices;
    present catalog.variants;
    applied integer := 0;
BEGIN
    -- Every writer of the catalog holds it; an import keeps it for long, and the next sweep comes soon.
    IF NOT pg_try_advisory_xact_lock(hashtextextended('catalog', 0)) THEN
        RETURN 0;
    END IF;
    FOR plan IN
        -- What ends at a moment gives way to what begins then.
        SELECT * FROM catalog.planned_prices WHERE due_at <= moment ORDER BY due_at, (state = 'planned'), id
        LIMIT at_most FOR UPDATE
    LOOP
        applied := applied + 1;
        SELECT * INTO present FROM catalog.variants WHERE sku = plan.sku;
        IF plan.state = 'running' THEN
            -- Whoever set another price meanwhile meant it to stay.
            UPDATE catalog.variants
            SET price_minor = plan.price_before_minor, compare_at_price_minor = plan.compare_at_before_minor
            WHERE sku = plan.sku AND price_minor = plan.price_minor
              AND compare_at_price_minor IS NOT DISTINCT FROM plan.compare_at_price_minor;
            UPDATE catalog.planned_prices SET state = 'ended', due_at = NULL WHERE id = plan.id;
        ELSIF present.sku IS NULL OR plan.ends_at <= moment THEN
            UPDATE catalog.planned_prices SET state = 'ended', due_at = NULL WHERE id = plan.id;
        ELSE
            UPDATE catalog.variants
            SET price_minor = plan.price_minor, compare_at_price_minor = plan.compare_at_price_minor
            WHERE sku = plan.sku;
            UPDATE catalog.planned_prices
            SET state = CASE WHEN plan.ends_at IS NULL THEN 'ended' ELSE 'running' END, due_at = plan.ends_at,
                price_before_minor = present.price_minor, compare_at_before_minor = present.compare_at_price_minor
            WHERE id = plan.id;
        END IF;
        -- Also tells readers that the catalog has another version.
        UPDATE catalog.products SET updated_at = moment, price_from_minor = (
            SELECT min(price_minor) FROM catalog.variants WHERE product_id = present.product_id
        ) WHERE id = present.product_id;
    END LOOP;
    RETURN applied;
END $$;
REVOKE ALL ON FUNCTION catalog.apply_planned_prices(timestamptz, integer) FROM PUBLIC;
"""


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "planned_prices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.Column("compare_at_price_minor", sa.BigInteger()),
        sa.Column("starts_at", moment, nullable=False),
        sa.Column("ends_at", moment),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", moment),
        sa.Column("price_before_minor", sa.BigInteger()),
        sa.Column("compare_at_before_minor", sa.BigInteger()),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_planned_prices_price_not_negative")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_planned_prices_ends_after_it_starts")),
        sa.CheckConstraint(
            "state IN ('planned', 'running', 'ended', 'withdrawn')", name=op.f("ck_planned_prices_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_prices")),
        schema="catalog",
    )
    op.create_index(
        "ix_planned_prices_due",
        "planned_prices",
        ["due_at"],
        schema="catalog",
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_planned_prices_sku",
        "planned_prices",
        ["sku", "starts_at"],
        schema="catalog",
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.execute(APPLY)
