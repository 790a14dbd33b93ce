"""One-time links that are sent by mail; accounts say whether their address is confirmed, which those of before are."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_links",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["identity.accounts.id"], name=op.f("fk_mail_links_account_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_links")),
        schema="identity",
    )
    op.create_index(op.f("ix_mail_links_account_id"), "mail_links", ["account_id"], schema="identity")
    op.create_index("ix_mail_links_expires_at", "mail_links", ["expires_at"], schema="identity")
    op.create_index("ix_mail_links_email", "mail_links", [sa.text("lower(email)"), "requested_at"], schema="identity")
    op.add_column("accounts", sa.Column("email_confirmed_at", sa.DateTime(timezone=True)), schema="identity")
    op.execute("UPDATE identity.accounts SET email_confirmed_at = created_at")
