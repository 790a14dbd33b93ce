"""Events carry their tracestate; a dead letter stores what arrived if that is not an event."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("tracestate", sa.Text(), server_default="", nullable=False), schema="messaging")
    op.add_column("dead_letters", sa.Column("raw", sa.LargeBinary(), nullable=True), schema="messaging")
