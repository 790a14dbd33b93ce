"""Alembic's entry point: migrates the database that DATABASE_URL names."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

from db.models.all import Table
from db.models.base import SCHEMAS


def _in_our_schemas(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name in SCHEMAS


def _migrate(connection: Connection) -> None:
    # A migration that cannot get its lock fails, rather than blocking every request behind it.
    connection.execute(text("SET lock_timeout = '4s'"))
    connection.execute(text("SET statement_timeout = '60s'"))
    connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        include_schemas=True,
        include_name=_in_our_schemas,
    )
    with context.begin_transaction():
        context.run_migrations()


url = context.config.attributes.get("url") or os.environ["DATABASE_URL"]
engine = create_engine(url, poolclass=pool.NullPool)
with engine.connect() as opened:
    _migrate(opened)
