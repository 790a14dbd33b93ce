"""Accounts may have several postal addresses."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    others = sa.Column("other_addresses", JSONB(), server_default=sa.text("'[]'"), nullable=False)
    op.add_column("accounts", others, schema="identity")
