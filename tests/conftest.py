"""One real PostgreSQL for the test run; its tables come from the real migrations."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine

from local.database import migrate
from local.postgres import Postgres


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    folder = tmp_path_factory.mktemp("postgres")
    # pytest's folders are for their owner only; PostgreSQL runs as somebody else when the tests run as root.
    for parent in (folder, *folder.parents[:3]):
        if parent.name.startswith("pytest-"):
            parent.chmod(0o755)
    server = Postgres(folder, durable=False).start()
    migrate(server.url)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def engine(postgres: Postgres) -> Iterator[Engine]:
    engine = create_engine(postgres.url, pool_size=20)
    yield engine
    engine.dispose()
