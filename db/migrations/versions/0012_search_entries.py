"""Search entries of existing products, committed in batches, because all together take longer than allowed."""

import sqlalchemy as sa
from alembic import context, op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

PIECE = 2_000
INDEX_PIECE = """
WITH piece AS MATERIALIZED (SELECT id FROM catalog.products WHERE id > :after ORDER BY id LIMIT :piece),
indexed AS MATERIALIZED (SELECT catalog.index_products(ARRAY(SELECT id FROM piece)))
SELECT max(id::text) FROM piece, indexed
"""


def upgrade() -> None:
    with op.get_context().autocommit_block():
        if context.is_offline_mode():
            return
        after = "00000000-0000-0000-0000-000000000000"
        while last := op.get_bind().execute(sa.text(INDEX_PIECE), {"after": after, "piece": PIECE}).scalar_one():
            after = last
