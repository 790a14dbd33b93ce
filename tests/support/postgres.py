"""A migrated PostgreSQL for as long as a block lasts."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from local.postgres.database import migrate
from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all

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
