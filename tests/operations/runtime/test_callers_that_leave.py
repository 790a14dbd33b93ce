"""What a caller asked for ends when it leaves: no statement or lock outlives it."""

import http.client
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from local.postgres.postgres import Postgres
from tests.support.postgres import StartPostgres
from tests.support.servers.function_server import ANSWER_SECONDS, answered, answering
from tests.support.waiting import eventually

# Nothing else ends a statement or a transaction.
UNLIMITED = "?options=" + "%20".join(
    f"-c%20{name}%3D0"
    for name in ("lock_timeout", "statement_timeout", "transaction_timeout", "idle_in_transaction_session_timeout")
)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%catalog.version%'"


@pytest.fixture(scope="module")
def server(start_postgres: StartPostgres) -> Iterator[Postgres]:
    with start_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def port(server: Postgres) -> Iterator[int]:
    """Of a function that reads the catalog's version, in a process of its own."""
    with answering(server.url + UNLIMITED) as port:
        eventually(lambda: answered(port)[0] == 200, seconds=60, what="the function has its database")
        yield port


def test_the_statement_of_a_caller_that_left_is_cancelled(server: Postgres, port: int) -> None:
    address = server.url.replace("+psycopg", "") + UNLIMITED
    with psycopg.connect(address) as holder, psycopg.connect(address, autocommit=True) as observer:

        def waiting() -> int:
            row = observer.execute(WAITING).fetchone()
            assert row is not None
            return int(row[0])

        holder.execute("LOCK TABLE catalog.version IN ACCESS EXCLUSIVE MODE")
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)) as caller:
            caller.request("GET", "/")
            eventually(lambda: waiting() == 1, seconds=20, what="the function waits for the lock")
        eventually(lambda: waiting() == 0, seconds=20, what="the statement is cancelled")
    assert answered(port)[0] == 200, "the connection serves the next caller"
