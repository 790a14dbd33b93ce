"""An event is owed until `give_up_at`, with the last failure of each consumer; a dead letter may be overtaken.

What the release before inserts gets the defaults, and it never lists what was overtaken.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The constraint only allows one state more.
WITHDRAW = """
-- squawk-ignore ban-drop-constraint
ALTER TABLE messaging.dead_letters DROP CONSTRAINT ck_dead_letters_state
"""
# There are few dead letters to check.
ALLOW_OVERTAKEN = """
ALTER TABLE messaging.dead_letters
  -- squawk-ignore constraint-missing-not-valid
  ADD CONSTRAINT ck_dead_letters_state CHECK (state IN ('open', 'replayed', 'discarded', 'overtaken'))
"""


def upgrade() -> None:
    day = sa.text("now() + interval '1 day'")
    op.add_column(
        "outbox",
        sa.Column("give_up_at", sa.DateTime(timezone=True), server_default=day, nullable=False),
        schema="messaging",
    )
    op.add_column("outbox", sa.Column("failures", JSONB(), server_default="{}", nullable=False), schema="messaging")
    op.execute(WITHDRAW)
    op.execute(ALLOW_OVERTAKEN)
