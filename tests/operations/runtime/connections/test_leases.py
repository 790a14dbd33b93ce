"""A connection that was used a moment ago is lent without a query to the server, and never a dead one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from functions.runtime.database import leases
from functions.runtime.database.leases import trust_used_connections
from local.postgres.postgres import Postgres

BACKEND = text("SELECT pg_backend_pid()")
END = text("SELECT pg_terminate_backend(:pid, 5000)")


@pytest.fixture
def pool(postgres: Postgres) -> Iterator[Engine]:
    engine = create_engine(postgres.url, pool_size=1, max_overflow=0)
    trust_used_connections(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def questions(pool: Engine, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Grows with each question whether a connection is alive."""
    asked: list[Any] = []
    ask: Callable[[Any], bool] = pool.dialect.do_ping

    def ping(connection: Any) -> bool:
        asked.append(connection)
        return ask(connection)

    monkeypatch.setattr(pool.dialect, "do_ping", ping)
    return asked


def backend(connection: Connection) -> int:
    return int(connection.execute(BACKEND).scalar_one())


def used(pool: Engine) -> int:
    """The server's process of the connection that the pool lends."""
    with pool.connect() as connection:
        return backend(connection)


def test_one_that_was_used_a_moment_ago_is_not_asked_about(pool: Engine, questions: list[Any]) -> None:
    assert used(pool) == used(pool)
    assert questions == []


def test_one_that_nobody_has_used_for_a_while_is_asked_about(
    pool: Engine, questions: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = used(pool)
    monkeypatch.setattr(leases, "TRUSTED_SECONDS", 0.0)
    assert used(pool) == first
    assert len(questions) == 1


@pytest.mark.parametrize("trusted_seconds", [0.0, 60.0])
def test_one_that_the_server_has_closed_is_replaced(
    pool: Engine, engine: Engine, monkeypatch: pytest.MonkeyPatch, trusted_seconds: float
) -> None:
    monkeypatch.setattr(leases, "TRUSTED_SECONDS", trusted_seconds)
    gone = used(pool)
    with engine.connect() as other:
        assert other.execute(END, {"pid": gone}).scalar_one()
    assert used(pool) != gone


def test_one_that_was_closed_here_is_replaced(pool: Engine) -> None:
    with pool.connect() as connection:
        gone = backend(connection)
        driver = connection.connection.driver_connection
    assert driver is not None
    driver.close()
    assert used(pool) != gone
