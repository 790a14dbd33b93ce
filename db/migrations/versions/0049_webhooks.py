"""Outgoing webhooks, and the permission to manage them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

PERMISSIONS = {
    "administrator": ("webhooks.change", "webhooks.read", "webhooks.resend"),
    "manager": ("webhooks.read", "webhooks.resend"),
}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("event_types", JSONB(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("previous_secret", sa.LargeBinary(), nullable=True),
        sa.Column("previous_until", moment, nullable=True),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("next_attempt_at", moment, nullable=True),
        sa.Column("rests_until", moment, nullable=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'paused')", name=op.f("ck_webhooks_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
        schema="messaging",
    )
    op.create_table(
        "webhook_messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("next_attempt_at", moment, nullable=False),
        sa.Column("give_up_at", moment, nullable=False),
        sa.Column("last_attempt_at", moment, nullable=True),
        sa.Column("last_status", sa.BigInteger(), nullable=True),
        sa.Column("last_failure", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('owed', 'delivered', 'given-up')", name=op.f("ck_webhook_messages_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_messages")),
        schema="messaging",
    )
    op.create_index(
        "ix_webhook_messages_owed",
        "webhook_messages",
        ["webhook_id", "next_attempt_at"],
        schema="messaging",
        postgresql_where=sa.text("state = 'owed'"),
    )
    op.create_index(
        "ix_webhook_messages_log", "webhook_messages", ["webhook_id", "created_at", "id"], schema="messaging"
    )
    op.create_index("ix_webhook_messages_created_at", "webhook_messages", ["created_at"], schema="messaging")
    for role, permissions in PERMISSIONS.items():
        for permission in permissions:
            # A shop may have removed the role meanwhile.
            op.execute(
                f"INSERT INTO identity.permissions (role, permission) SELECT name, '{permission}' FROM identity.roles "
                f"WHERE name = '{role}'"
            )
