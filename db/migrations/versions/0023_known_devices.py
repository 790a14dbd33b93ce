"""The devices that an account was logged in with, so that its owner gets a mail about others."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_devices",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("last_log_in_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["identity.accounts.id"], name=op.f("fk_known_devices_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("account_id", "device", name=op.f("pk_known_devices")),
        schema="identity",
    )
    op.create_index("ix_known_devices_last_log_in_at", "known_devices", ["last_log_in_at"], schema="identity")
