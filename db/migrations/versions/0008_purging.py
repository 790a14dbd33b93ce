"""Indexes that find expired data; the events of the removed purging operations are settled."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_checkouts_at", "cart", "checkouts", "at", None),
    ("ix_sessions_expires_at", "identity", "sessions", "expires_at", None),
    ("ix_outbox_settled", "messaging", "outbox", "occurred_at", "cardinality(awaiting) = 0"),
    ("ix_dead_letters_stored_at", "messaging", "dead_letters", "stored_at", None),
    ("ix_orders_personal", "orders", "orders", "placed_at", "email <> ''"),
    ("ix_transitions_personal", "orders", "transitions", "at", "note IS NOT NULL"),
    ("ix_notes_at", "orders", "notes", "at", None),
    ("ix_webhook_deliveries_received_at", "payments", "webhook_deliveries", "received_at", None),
    ("ix_sent_mails_personal", "notifications", "sent_mails", "sent_at", "recipient <> ''"),
)


def upgrade() -> None:
    for name, schema, table, column, only in INDEXES:
        where = sa.text(only) if only else None
        op.create_index(name, table, [column], schema=schema, postgresql_where=where)
    op.execute("UPDATE messaging.outbox SET awaiting = '{}' WHERE type = 'shop.retention.due.v1'")
