"""Where tests get their servers: one PostgreSQL for the whole run, and shops of their own."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine

from local.postgres.postgres import Postgres
from tests.support.folders import entered_by_all, keep_apart_from_other_checkouts
from tests.support.postgres import StartPostgres, running_postgres
from tests.support.shop.running_shop import RunningShop, StartShop, running

pytest_plugins = ["tests.support.sealing"]


def pytest_configure() -> None:
    keep_apart_from_other_checkouts()
    # Kustomize, a short program in Go, spends half of a layer's build on collecting its garbage.
    os.environ |= {"GOGC": "off", "GOMEMLIMIT": "1536MiB"}
    # Hypothesis would fail an example that took long: what takes long here is the machine.
    settings.register_profile("any machine", deadline=None)
    settings.load_profile("any machine")


@pytest.fixture(scope="session")
def start_postgres(tmp_path_factory: pytest.TempPathFactory) -> StartPostgres:
    """Starts a PostgreSQL of a test's own: `with start_postgres() as server`."""
    return lambda: running_postgres(tmp_path_factory.mktemp("postgres"))


@pytest.fixture(scope="session")
def postgres(start_postgres: StartPostgres) -> Iterator[Postgres]:
    """The PostgreSQL that all tests of the run share."""
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def engine(postgres: Postgres) -> Iterator[Engine]:
    engine = create_engine(postgres.url, pool_size=20)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def start_shop(tmp_path_factory: pytest.TempPathFactory) -> StartShop:
    """Starts the whole shop: `with start_shop() as shop`, in a folder of its own or in `home`."""

    def start(home: Path | None = None, **environment: str) -> AbstractContextManager[RunningShop]:
        return running(entered_by_all(home or tmp_path_factory.mktemp("shop")), **environment)

    return start
