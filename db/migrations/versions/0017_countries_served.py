"""The countries that the shop delivers to become the merchant's data; the first are those that the code had.

Addresses of accounts get a column of their own for what the release before cannot read.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

EUROPEAN_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()


def upgrade() -> None:
    op.execute("CREATE SCHEMA shipping")
    countries = op.create_table(
        "countries",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_countries"),
        schema="shipping",
    )
    op.bulk_insert(countries, [{"code": code, "zone": "EU"} for code in EUROPEAN_UNION])
    op.add_column("accounts", sa.Column("delivery_address", postgresql.JSONB()), schema="identity")
