"""Indexes by which the activity log is filtered: by who acted, what they did, and to what."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("action", "actor", "subject"):
        op.create_index(f"ix_staff_actions_{column}", "staff_actions", [column, "at", "id"], schema="messaging")
