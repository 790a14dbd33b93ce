"""Every price that a SKU has had, and beside a variant's price the lowest of the 30 days before it.

A trigger writes both, because the release before writes variants too. Until a price changes for the first time, there
is none before it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TRIGGERS = """
CREATE FUNCTION catalog.record_price() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    present catalog.prices;
BEGIN
    SELECT * INTO present FROM catalog.prices WHERE sku = NEW.sku ORDER BY since DESC LIMIT 1;
    IF present IS NULL OR present.price_minor <> NEW.price_minor THEN
        -- The time of the statement: a transaction may change a price twice.
        INSERT INTO catalog.prices VALUES (NEW.sku, clock_timestamp(), NEW.price_minor) RETURNING * INTO present;
    END IF;
    NEW.lowest_price_before_minor := (
        SELECT min(price_minor) FROM catalog.prices
        WHERE sku = NEW.sku AND since < present.since AND since >= coalesce((
            -- It was valid when the 30 days began.
            SELECT max(since) FROM catalog.prices
            WHERE sku = NEW.sku AND since <= present.since - interval '30 days'
        ), '-infinity')
    );
    RETURN NEW;
END $$;
CREATE TRIGGER record_price BEFORE INSERT OR UPDATE OF price_minor ON catalog.variants
FOR EACH ROW EXECUTE FUNCTION catalog.record_price();

CREATE FUNCTION catalog.refuse_to_rewrite_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'catalog.prices is append-only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON catalog.prices
FOR EACH ROW EXECUTE FUNCTION catalog.refuse_to_rewrite_prices();
"""
# Prices of which nobody knows since when they are valid.
PRESENT = "INSERT INTO catalog.prices SELECT sku, now(), price_minor FROM catalog.variants"


def upgrade() -> None:
    op.create_table(
        "prices",
        sa.Column("sku", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sku", "since", name=op.f("pk_prices")),
        schema="catalog",
    )
    op.add_column("variants", sa.Column("lowest_price_before_minor", sa.BigInteger()), schema="catalog")
    op.execute(PRESENT)
    op.execute(TRIGGERS)
