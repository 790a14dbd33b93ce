"""Orders, accounts and repeated registrations have the language that their shopper reads."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("language", sa.Text()), schema="orders")
    for table in ("accounts", "mail_links"):
        op.add_column(table, sa.Column("language", sa.Text()), schema="identity")
