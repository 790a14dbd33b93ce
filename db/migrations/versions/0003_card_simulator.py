"""Renames the card simulator's schema."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER SCHEMA provider_simulator RENAME TO card_simulator")
