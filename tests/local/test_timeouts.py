"""A PostgreSQL of the user's own has the timeouts that the shop relies on, or is refused with what to run."""

from collections.abc import Iterator

import psycopg
import pytest

from local.errors import PostgresFailed
from local.postgres import timeouts
from local.postgres.postgres import Postgres
from local.postgres.timeouts import TIMEOUTS, with_timeouts
from tests.support.postgres import StartPostgres


@pytest.fixture(scope="module")
def unlimited(start_postgres: StartPostgres) -> Iterator[str]:
    """A database of a role without timeouts, as PostgreSQL has it by default."""
    with start_postgres() as server:
        with psycopg.connect(_plain(server.url), autocommit=True) as connection:
            for name in TIMEOUTS:
                connection.execute(f"ALTER ROLE shop SET {name} = 0")
        yield server.url


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


def shown(url: str) -> dict[str, str]:
    with psycopg.connect(_plain(url)) as connection:
        return {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in TIMEOUTS}  # type: ignore[index]


def test_a_role_that_has_them_is_used_as_it_is(postgres: Postgres) -> None:
    assert with_timeouts(postgres.url) == postgres.url


def test_a_role_without_them_gets_them_in_every_session(unlimited: str) -> None:
    assert set(shown(unlimited).values()) == {"0"}
    assert shown(with_timeouts(unlimited)) == TIMEOUTS


def test_where_a_session_cannot_set_them_the_lines_to_run_are_said(
    unlimited: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a connection pooler does to the options of a session.
    monkeypatch.setattr(timeouts, "quote", lambda _: "-c%20application_name=pooled")
    with pytest.raises(PostgresFailed) as refused:
        with_timeouts(unlimited)
    lines = [line.strip() for line in str(refused.value).splitlines()[1:]]
    with psycopg.connect(_plain(unlimited), autocommit=True) as connection:
        for line in lines:
            connection.execute(line)
    assert shown(unlimited) == TIMEOUTS
