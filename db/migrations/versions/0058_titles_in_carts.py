"""An item of a cart remembers its title, for when the shop no longer has the variant; empty if it was put in before."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("items", sa.Column("title", sa.Text(), server_default="", nullable=False), schema="cart")
