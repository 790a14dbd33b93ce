"""Past prices are protected by the same function as the ledger."""

from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_TRIGGER = """
CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON catalog.prices
FOR EACH ROW EXECUTE FUNCTION messaging.refuse_to_rewrite()
"""


def upgrade() -> None:
    """Their former function stays, since a migration only expands."""
    op.execute(_TRIGGER)
