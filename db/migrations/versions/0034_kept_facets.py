"""Facets of existing products, committed in batches, because all together take longer than allowed."""

import sqlalchemy as sa
from alembic import context, op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

PIECE = 2_000
# The trigger sets the facets whatever is updated.
SET_PIECE = """
WITH piece AS MATERIALIZED (
    SELECT product_id FROM catalog.search_entries WHERE product_id > :after ORDER BY product_id LIMIT :piece
), updated AS (
    UPDATE catalog.search_entries e SET category = e.category FROM piece WHERE e.product_id = piece.product_id
)
SELECT max(product_id::text) FROM piece
"""


def upgrade() -> None:
    with op.get_context().autocommit_block():
        if context.is_offline_mode():
            return
        after = "00000000-0000-0000-0000-000000000000"
        while last := op.get_bind().execute(sa.text(SET_PIECE), {"after": after, "piece": PIECE}).scalar_one():
            after = last
