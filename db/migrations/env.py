"""Alembic's entry point: migrates the database that DATABASE_URL names, or writes the statements (`--sql`)."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from db.models.all import Table
from db.rights import SCHEMAS

# A migration that cannot get its lock fails, rather than blocking every request behind it.
TIMEOUTS = ("SET lock_timeout = '4s'", "SET statement_timeout = '60s'")


def _is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic compares it with the models: not indexes in order of bytes, whose collation it ignores."""
    if kind == "index":
        return not (name or "").endswith("_bytes")
    return kind != "schema" or name in SCHEMAS


def _migrate(connection: Connection) -> None:
    for statement in TIMEOUTS:
        connection.execute(text(statement))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        include_schemas=True,
        include_name=_is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()


def _write_statements() -> None:
    context.configure(dialect_name="postgresql", literal_binds=True)
    with context.begin_transaction():
        for statement in TIMEOUTS:
            context.execute(statement)
        context.run_migrations()


if context.is_offline_mode():
    _write_statements()
else:
    url = context.config.attributes.get("url") or os.environ["DATABASE_URL"]
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as opened:
        _migrate(opened)
