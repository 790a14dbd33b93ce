"""Staff see what was sold and refunded on some days, one customer's orders, and files for accounting."""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

PERMISSIONS = {
    "administrator": ("accounting.export", "customers.read", "sales.read"),
    "manager": ("accounting.export", "customers.read", "sales.read"),
    "order-desk": ("customers.read", "sales.read"),
    "support": ("customers.read",),
}


def upgrade() -> None:
    op.create_index("ix_refunds_at", "refunds", ["at"], schema="orders")
    op.create_index("ix_ledger_at", "ledger", ["at", "booking"], schema="payments")
    for role, permissions in PERMISSIONS.items():
        for permission in permissions:
            # A shop may have removed the role meanwhile.
            op.execute(
                f"INSERT INTO identity.permissions (role, permission) SELECT name, '{permission}' FROM identity.roles "
                f"WHERE name = '{role}'"
            )
