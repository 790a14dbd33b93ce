"""One real PostgreSQL for the test run; its tables come from the real migrations."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine

from local.postgres.database import migrate
from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all, keep_apart_from_other_checkouts


def pytest_configure() -> None:
    keep_apart_from_other_checkouts()
    # Hypothesis would fail an example that took long: what takes long here is the machine.
    settings.register_profile("any machine", deadline=None)
    settings.load_profile("any machine")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = Postgres(entered_by_all(tmp_path_factory.mktemp("postgres")), durable=False).start()
    migrate(server.url)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def engine(postgres: Postgres) -> Iterator[Engine]:
    engine = create_engine(postgres.url, pool_size=20)
    yield engine
    engine.dispose()
