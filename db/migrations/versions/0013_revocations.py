"""Sessions that end early are listed; triggers do it, so that nothing that ends one can forget to.

An account that is disabled, or gets another role, loses its sessions in the same way.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

REVOKE = """
CREATE FUNCTION identity.revoke_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO identity.revocations (session_id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""
# Expired sessions are purged by a role without a right to the list, and have no valid tokens.
ON_DELETE = """
CREATE TRIGGER revoke AFTER DELETE ON identity.sessions
    FOR EACH ROW WHEN (OLD.expires_at > now()) EXECUTE FUNCTION identity.revoke_session()
"""
END_SESSIONS = """
CREATE FUNCTION identity.end_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM identity.sessions WHERE account_id = NEW.id;
    RETURN NULL;
END $$
"""
ON_CHANGED_RIGHTS = """
CREATE TRIGGER end_sessions AFTER UPDATE OF role, disabled_at ON identity.accounts
    FOR EACH ROW WHEN (NEW.role <> OLD.role OR (NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL))
    EXECUTE FUNCTION identity.end_sessions()
"""


def upgrade() -> None:
    op.create_table(
        "revocations",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_revocations")),
        schema="identity",
    )
    op.create_index("ix_revocations_revoked_at", "revocations", ["revoked_at"], schema="identity")
    for statement in (REVOKE, ON_DELETE, END_SESSIONS, ON_CHANGED_RIGHTS):
        op.execute(statement)
