"""Accounts may be closed: certificates of what was erased, the orders that were theirs, and who may see certificates."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

ROLES = ("administrator", "manager", "order-desk", "support")


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "closures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closures")),
        sa.UniqueConstraint("account_id", name=op.f("uq_closures_account_id")),
        schema="identity",
    )
    op.create_index("ix_closures_closed_at", "closures", ["closed_at", "id"], schema="identity")
    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("closure_id", sa.Uuid(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("erased", JSONB(), nullable=False),
        sa.Column("kept", JSONB(), nullable=False),
        sa.Column("answered_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["closure_id"], ["identity.closures.id"], ondelete="CASCADE", name=op.f("fk_erasures_closure_id_closures")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
        schema="identity",
    )
    op.create_index(op.f("ix_erasures_closure_id"), "erasures", ["closure_id"], schema="identity")
    op.create_table(
        "closed_accounts",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("closed_at", moment, nullable=False),
        sa.Column("due_at", moment),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_closed_accounts")),
        schema="orders",
    )
    op.create_index(
        "ix_closed_accounts_due_at",
        "closed_accounts",
        ["due_at"],
        schema="orders",
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_closed_accounts_closed_at", "closed_accounts", ["closed_at"], schema="orders")
    op.create_table(
        "closed_orders",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("settled_at", moment),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["orders.closed_accounts.account_id"],
            ondelete="CASCADE",
            name=op.f("fk_closed_orders_account_id_closed_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.orders.id"], name=op.f("fk_closed_orders_order_id_orders")
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_closed_orders")),
        schema="orders",
    )
    op.create_index("ix_closed_orders_account_id", "closed_orders", ["account_id"], schema="orders")
    op.create_index(
        "ix_closed_orders_open",
        "closed_orders",
        ["account_id", "order_id"],
        schema="orders",
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    # By which the mails that were sent to the address are found.
    op.create_index(
        "ix_sent_mails_recipient",
        "sent_mails",
        [sa.text("lower(recipient)")],
        schema="notifications",
        postgresql_where=sa.text("recipient <> ''"),
    )
    op.create_index("ix_account_uses_account_id", "account_uses", ["account_id"], schema="promotions")
    for role in ROLES:
        # A shop may have removed the role meanwhile.
        op.execute(
            f"INSERT INTO identity.permissions (role, permission) SELECT name, 'closures.read' FROM identity.roles "
            f"WHERE name = '{role}'"
        )
