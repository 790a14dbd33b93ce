"""A policy per stock item: tracked, sold beyond the stock, or not tracked at all; and how much may be ordered.

The previous release still runs beside this one: it writes tracked stock, and sells untracked goods only from stock.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STATEMENTS = """
ALTER TABLE inventory.stock ADD COLUMN policy text DEFAULT 'tracked' NOT NULL;
ALTER TABLE inventory.stock ADD COLUMN policy_set_at timestamptz;
-- A row per SKU: the table is rewritten within moments. A quantity is an integer, as on_hand is.
-- squawk-ignore prefer-bigint-over-int
ALTER TABLE inventory.stock ADD COLUMN orderable integer
  -- squawk-ignore adding-field-with-default
  GENERATED ALWAYS AS (CASE WHEN policy = 'tracked' THEN on_hand - reserved ELSE 1000000000 END) STORED NOT NULL;
-- The scan of so small a table takes moments too.
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE inventory.stock ADD CONSTRAINT ck_stock_policy CHECK (policy IN ('tracked', 'backorder', 'untracked'));
-- The new constraint says the same of all that the release before writes.
-- squawk-ignore ban-drop-constraint
ALTER TABLE inventory.stock DROP CONSTRAINT ck_stock_never_oversold;
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE inventory.stock ADD CONSTRAINT ck_stock_never_oversold
  CHECK (reserved >= 0 AND (reserved <= on_hand OR policy <> 'tracked'));
"""


def upgrade() -> None:
    op.execute(STATEMENTS)
