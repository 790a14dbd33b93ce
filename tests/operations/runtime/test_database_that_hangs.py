"""A database that is frozen, or whose answers drip, holds no request for longer than a statement may take."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from functions.runtime.database import bounded_connection
from functions.runtime.database.bounded_connection import BoundedConnection
from local.postgres.postgres import Postgres
from tests.support.postgres import StartPostgres
from tests.support.servers.bad_peers import Behaviour, bad_peer, dripping, frozen, proxy_that_ends, slow_proxy, tarpit
from tests.support.servers.function_server import answered, answering
from tests.support.waiting import eventually

LIMITED = "options=-c%20statement_timeout%3D300ms"


@contextmanager
def stopped(server: Postgres) -> Iterator[None]:
    """The server's processes keep their sockets and do nothing."""
    main = int((server.folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    every = [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]
    for process in every:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in every:
            os.kill(process, signal.SIGCONT)


def through(port: int, server: Postgres) -> str:
    """The server's address by way of a proxy at the port."""
    return server.url.replace("+psycopg", "").replace(f":{server.port}/", f":{port}/")


class TestFrozenPostgres:
    def test_is_503_with_the_time_to_come_back_and_200_once_it_goes_on(self, start_postgres: StartPostgres) -> None:
        with start_postgres() as server, answering(server.url) as port:
            assert answered(port)[0] == 200
            with stopped(server):
                assert answered(port) == (503, "2")
            eventually(lambda: answered(port)[0] == 200, seconds=60, what="the function is back")

    def test_ends_a_statement_and_closes_its_connection(
        self, start_postgres: StartPostgres, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bounded_connection, "GRACE_SECONDS", 0.2)
        with start_postgres() as server:
            connection = BoundedConnection.opened(f"{server.url.replace('+psycopg', '')}?{LIMITED}")
            with stopped(server), pytest.raises(psycopg.OperationalError, match="did not answer in time"):
                connection.execute("SELECT 1")
            assert connection.closed

    def test_a_statement_that_the_server_ends_itself_leaves_the_connection_open(self, postgres: Postgres) -> None:
        with BoundedConnection.opened(f"{postgres.url.replace('+psycopg', '')}?{LIMITED}") as connection:
            with pytest.raises(psycopg.errors.QueryCanceled):
                connection.execute("SELECT pg_sleep(10)")
            connection.rollback()
            assert connection.execute("SELECT 1").fetchone() == (1,)


class TestAnswersThatDrip:
    def test_end_a_statement_at_its_limit_however_often_a_byte_comes(
        self, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bounded_connection, "GRACE_SECONDS", 0.2)
        is_slow = threading.Event()
        with bad_peer(slow_proxy(postgres.port, is_slow)) as port:
            connection = BoundedConnection.opened(f"{through(port, postgres)}?{LIMITED}")
            is_slow.set()
            with pytest.raises(psycopg.OperationalError, match="did not answer in time"):
                connection.execute("SELECT repeat('x', 1000)")
            assert connection.closed


class TestAServerThatEnds:
    def test_while_it_commits_is_a_failure_of_the_connection_and_no_defect(self, postgres: Postgres) -> None:
        ends = threading.Event()
        with bad_peer(proxy_that_ends(postgres.port, ends)) as port:
            connection = BoundedConnection.opened(through(port, postgres))
            connection.execute("SELECT 1")
            ends.set()
            with pytest.raises(psycopg.OperationalError, match="ended the connection"):
                connection.commit()
            assert connection.closed


@pytest.mark.parametrize(
    "behave", [tarpit, frozen, dripping(b"NR\x00\x00\x7f\xff", b"\0")], ids=["tarpit", "frozen", "dripping"]
)
def test_a_server_that_lets_nobody_in_is_503(behave: Behaviour) -> None:
    with bad_peer(behave) as peer, answering(f"postgresql+psycopg://shop:secret@127.0.0.1:{peer}/cloudshop") as port:
        assert answered(port) == (503, "2")
