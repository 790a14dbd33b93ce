"""Domains of mail addresses get the form in which they are compared and sent to (functions/runtime/mail_addresses.py).

An address that has no such form, or whose form another account has, stays as it is and in use.
"""

import idna
import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OTHERS = {
    "identity.accounts": "NOT EXISTS (SELECT FROM identity.accounts WHERE lower(email) = lower(:canonical))",
    "orders.orders": "true",
}


def upgrade() -> None:
    # Printed as statements it has none: SQL does not know the form.
    if op.get_context().as_sql:
        return
    connection = op.get_bind()
    for table, allowed in OTHERS.items():
        for row in connection.execute(sa.text(f"SELECT id, email FROM {table} WHERE email ~ '[^\\x01-\\x7f]'")):  # noqa: S608
            change = f"UPDATE {table} SET email = :canonical WHERE id = :id AND {allowed}"  # noqa: S608
            connection.execute(sa.text(change), {"id": row.id, "canonical": _canonical(row.email)})


def _canonical(email: str) -> str:
    local_part, _, domain = email.rpartition("@")
    try:
        return f"{local_part}@{idna.encode(domain, uts46=True, transitional=False, std3_rules=True).decode()}"
    except UnicodeError:
        return email
