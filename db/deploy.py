"""`python -m db.deploy`: brings the database to this version, then gives every role its rights.

DATABASE_URL is the owner's; ROLE_PASSWORDS names a folder with one file per role. Safe to repeat; while it runs,
functions of the version before go on.
"""

import os
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from db.models.base import SCHEMAS
from db.rights import ROLES, statements

ROOT = Path(__file__).resolve().parent.parent


def migrate(url: str) -> None:
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.attributes["url"] = url
    command.upgrade(config, "head")


def give_rights(connection: Connection, passwords: dict[str, str]) -> None:
    """Makes what is missing of the roles, with these passwords, and sets the rights of all."""
    known = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    for role in ROLES:
        if role not in known:
            connection.execute(text(f"CREATE ROLE {role} LOGIN"))
        _set_password(connection, role, passwords[role])
        for statement in statements(role, SCHEMAS):
            connection.execute(text(statement))


def _set_password(connection: Connection, role: str, password: str) -> None:
    # ALTER ROLE takes no parameters; the driver writes the literal.
    from psycopg import sql

    raw = connection.connection.driver_connection
    assert raw is not None
    change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    raw.cursor().execute(change)


def main() -> None:
    url, folder = os.environ["DATABASE_URL"], Path(os.environ["ROLE_PASSWORDS"])
    migrate(url)
    passwords = {role: (folder / role).read_text().strip() for role in ROLES}
    engine = create_engine(url)
    with engine.begin() as connection:
        give_rights(connection, passwords)
    engine.dispose()


if __name__ == "__main__":
    main()
