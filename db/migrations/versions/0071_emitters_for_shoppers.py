"""What a login may emit stays the same when it takes its context's role for shoppers (db/own_rows.py)."""

from alembic import op

revision = "0071"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The release before takes no other role: with it, the login is the current user."""
    op.execute(
        "ALTER POLICY emitting ON messaging.outbox WITH CHECK (messaging.may_emit(session_user, type))"
    )
