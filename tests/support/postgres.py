"""A migrated PostgreSQL for as long as a block lasts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy import Table as SqlTable

from db.models.all import Table
from local.postgres.database import migrate
from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all

# Migrations fill the merchant's tables of these schemas and these tables; every test starts with their rows.
FILLED_SCHEMAS = {"shipping", "taxes"}
FILLED_TABLES = {"identity.permissions", "identity.roles"}

StartPostgres = Callable[[], AbstractContextManager[Postgres]]


@contextmanager
def running_postgres(folder: Path) -> Iterator[Postgres]:
    """The embedded PostgreSQL with its data in `folder`; its tables come from the real migrations."""
    server = Postgres(entered_by_all(folder), durable=False).start()
    try:
        migrate(server.url)
        yield server
    finally:
        server.stop()


def empty_tables(engine: Engine) -> None:
    """Deletes the rows that tests have committed, also of tables of which a trigger keeps every row.

    For a few rows, this takes a tenth of the time of TRUNCATE. Without triggers: some refuse it, and some count it.
    """
    deletions = (f"DELETE FROM {table.fullname}" for table in emptied_tables())
    roles = ("SET LOCAL session_replication_role = replica", "SET LOCAL session_replication_role = origin")
    with engine.begin() as connection:
        connection.exec_driver_sql(";".join([roles[0], *deletions, roles[1]]))


def emptied_tables() -> list[SqlTable]:
    """The tables whose rows tests write and delete, those that refer to others first."""
    tables = reversed(Table.metadata.sorted_tables)
    return [table for table in tables if table.schema not in FILLED_SCHEMAS and table.fullname not in FILLED_TABLES]
