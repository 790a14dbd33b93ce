"""Staff have roles, which are made of permissions.

Everyone keeps what they may do: who was staff becomes a manager, who was admin an administrator. The release before
writes the old column alone, and a trigger keeps both in agreement.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

READ = ("catalog.read", "inventory.read", "orders.read", "promotions.read")
ORDERS = ("orders.add-note", "orders.cancel", "orders.mark-delivered", "orders.request-return", "orders.ship")
CATALOG = (
    *("catalog.archive", "catalog.change", "catalog.create", "catalog.export", "catalog.import", "catalog.publish"),
    *("catalog.set-prices", "inventory.adjust"),
    *("promotions.change", "promotions.create", "promotions.end"),
)
OPERATIONS = ("activity.read", "dead-letters.discard", "dead-letters.read", "dead-letters.replay", "payments.refund")
# What all staff might do before.
MANAGER = (*READ, *ORDERS, *CATALOG, *OPERATIONS)
ROLES = {
    "administrator": MANAGER,
    "manager": MANAGER,
    "order-desk": (*READ, *ORDERS, "payments.refund"),
    "catalog": ("catalog.read", "inventory.read", "promotions.read", *CATALOG),
    "support": READ,
}
# In minor units: what the order desk may give back of one order without asking.
LIMITS = {("order-desk", "payments.refund"): 20_000}

AGREE = """
CREATE FUNCTION identity.agree_on_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.role = 'shopper' THEN
        NEW.staff_role := NULL;
    ELSIF NEW.staff_role IS NULL
        OR (TG_OP = 'UPDATE' AND NEW.role <> OLD.role AND NEW.staff_role IS NOT DISTINCT FROM OLD.staff_role)
    THEN
        NEW.staff_role := CASE NEW.role WHEN 'admin' THEN 'administrator' ELSE 'manager' END;
    END IF;
    RETURN NEW;
END $$
"""
ON_ROLE = """
CREATE TRIGGER agree_on_role BEFORE INSERT OR UPDATE OF role, staff_role ON identity.accounts
    FOR EACH ROW EXECUTE FUNCTION identity.agree_on_role()
"""
# It is replaced, for another role of staff is another right too.
ON_CHANGED_RIGHTS = """
CREATE OR REPLACE TRIGGER end_sessions AFTER UPDATE OF role, staff_role, disabled_at ON identity.accounts
    FOR EACH ROW WHEN (
        NEW.role <> OLD.role
        OR NEW.staff_role IS DISTINCT FROM OLD.staff_role
        OR (NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL)
    )
    EXECUTE FUNCTION identity.end_sessions()
"""
END_SESSIONS_OF_ROLE = """
CREATE FUNCTION identity.end_sessions_of_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM identity.sessions USING identity.accounts
        WHERE accounts.id = sessions.account_id AND accounts.staff_role = OLD.role;
    RETURN NULL;
END $$
"""
# A permission that is added takes nothing from anyone: it is in the next token, within ten minutes.
ON_CHANGED_ROLE = """
CREATE TRIGGER end_sessions AFTER UPDATE OR DELETE ON identity.permissions
    FOR EACH ROW EXECUTE FUNCTION identity.end_sessions_of_role()
"""
STAFF_ROLE = """
ALTER TABLE identity.accounts ADD COLUMN staff_role text;
-- Its rows are few, and each has a null.
-- squawk-ignore adding-foreign-key-constraint, constraint-missing-not-valid
ALTER TABLE identity.accounts ADD CONSTRAINT fk_accounts_staff_role_roles
    FOREIGN KEY (staff_role) REFERENCES identity.roles (name);
"""


def upgrade() -> None:
    roles = op.create_table(
        "roles",
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_roles")),
        schema="identity",
    )
    permissions = op.create_table(
        "permissions",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("permission", sa.Text(), nullable=False),
        sa.Column("amount_minor_max", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("amount_minor_max > 0", name=op.f("ck_permissions_amount_minor_max")),
        sa.ForeignKeyConstraint(["role"], ["identity.roles.name"], name=op.f("fk_permissions_role_roles")),
        sa.PrimaryKeyConstraint("role", "permission", name=op.f("pk_permissions")),
        schema="identity",
    )
    op.bulk_insert(roles, [{"name": name} for name in ROLES])
    rows = [(role, permission) for role, named in ROLES.items() for permission in named]
    op.bulk_insert(
        permissions,
        [{"role": row[0], "permission": row[1], "amount_minor_max": LIMITS.get(row)} for row in rows],
    )
    op.execute(STAFF_ROLE)
    # Before the trigger that would end their sessions.
    op.execute("UPDATE identity.accounts SET staff_role = 'manager' WHERE role = 'staff'")
    op.execute("UPDATE identity.accounts SET staff_role = 'administrator' WHERE role = 'admin'")
    for statement in (AGREE, ON_ROLE, ON_CHANGED_RIGHTS, END_SESSIONS_OF_ROLE, ON_CHANGED_ROLE):
        op.execute(statement)
