"""VAT: a tax class per product, rates by country as the merchant's data, and what orders and refunds have of it.

The rates are those of 0020_vat_rates.csv. Orders of before have none stored.
"""

import csv
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

RATES = Path(__file__).with_name("0020_vat_rates.csv")

# A catalog's products are few enough to be scanned within moments.
TAX_CLASS = """
ALTER TABLE catalog.products ADD COLUMN tax_class text DEFAULT 'standard' NOT NULL;
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE catalog.products ADD CONSTRAINT ck_products_tax_class
  CHECK (tax_class IN ('standard', 'reduced', 'none'));
UPDATE catalog.products SET tax_class = 'none'
WHERE 'false' = ALL (SELECT lower(coalesce(merchant_columns ->> 'Variant Taxable', 'true'))
                     FROM catalog.variants WHERE product_id = products.id)
  AND EXISTS (SELECT FROM catalog.variants WHERE product_id = products.id);
"""


def upgrade() -> None:
    op.execute(TAX_CLASS)
    op.execute("CREATE SCHEMA taxes")
    rates = op.create_table(
        "rates",
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("tax_class", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rate_basis_points", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("rate_basis_points BETWEEN 0 AND 10000", name=op.f("ck_rates_rate_is_a_share")),
        sa.CheckConstraint("tax_class IN ('standard', 'reduced')", name=op.f("ck_rates_tax_class")),
        sa.PrimaryKeyConstraint("country", "tax_class", "valid_from", name="pk_rates"),
        schema="taxes",
    )
    op.bulk_insert(rates, _rates())
    op.add_column("orders", sa.Column("shipping_tax_rate_basis_points", sa.BigInteger()), schema="orders")
    op.add_column("orders", sa.Column("shipping_tax_minor", sa.BigInteger()), schema="orders")
    op.add_column("orders", sa.Column("taxes", postgresql.JSONB()), schema="orders")
    op.add_column("lines", sa.Column("tax_rate_basis_points", sa.BigInteger()), schema="orders")
    op.add_column("lines", sa.Column("tax_minor", sa.BigInteger()), schema="orders")
    op.add_column("refunds", sa.Column("taxes", postgresql.JSONB()), schema="orders")


def _rates() -> list[dict[str, object]]:
    lines = [line for line in RATES.read_text().splitlines() if not line.startswith("#")]
    return [
        {
            **row,
            "valid_from": date.fromisoformat(row["valid_from"]),
            "rate_basis_points": int(row["rate_basis_points"]),
        }
        for row in csv.DictReader(lines)
    ]
