"""What shipping costs becomes the merchant's data; the first method costs what the code's constants said."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

STANDARD = """
INSERT INTO shipping.methods (zone, code, position, names, days_min, days_max, cut_off, time_zone) VALUES
    ('EU', 'standard', 1, '{"en": "Standard delivery", "fr": "Livraison standard"}', 2, 5, '14:00', 'Europe/Paris')
"""
STANDARD_RATES = """
INSERT INTO shipping.rates (zone, code, subtotal_from_minor, grams_from, price_minor) VALUES
    ('EU', 'standard', 0, 0, 490), ('EU', 'standard', 5000, 0, 0)
"""


def upgrade() -> None:
    op.add_column(
        "countries", sa.Column("is_home", sa.Boolean(), server_default="false", nullable=False), schema="shipping"
    )
    op.execute("UPDATE shipping.countries SET is_home = true WHERE code = 'FR'")
    op.create_table(
        "methods",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("names", postgresql.JSONB(), nullable=False),
        sa.Column("days_min", sa.BigInteger(), nullable=False),
        sa.Column("days_max", sa.BigInteger(), nullable=False),
        sa.Column("cut_off", sa.Time(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.CheckConstraint("days_min >= 0 AND days_max >= days_min", name=op.f("ck_methods_days")),
        sa.PrimaryKeyConstraint("zone", "code", name="pk_methods"),
        schema="shipping",
    )
    op.create_table(
        "rates",
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("subtotal_from_minor", sa.BigInteger(), nullable=False),
        sa.Column("grams_from", sa.BigInteger(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("price_minor >= 0", name=op.f("ck_rates_price_not_negative")),
        sa.ForeignKeyConstraint(
            ["zone", "code"], ["shipping.methods.zone", "shipping.methods.code"], name="fk_rates_zone_code_methods"
        ),
        sa.PrimaryKeyConstraint("zone", "code", "subtotal_from_minor", "grams_from", name="pk_rates"),
        schema="shipping",
    )
    op.execute(STANDARD)
    op.execute(STANDARD_RATES)
    op.add_column("orders", sa.Column("delivery", postgresql.JSONB()), schema="orders")
