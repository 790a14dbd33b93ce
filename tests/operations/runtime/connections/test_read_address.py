"""Reads that may be a little old are done by a standby while it keeps up, and by the database itself otherwise."""

import http.client
import importlib
import json
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from functions.runtime.database.connections import read_engine
from functions.runtime.database.read_address import AWAY_SECONDS, STALENESS_MAX_SECONDS, ReadAddress
from functions.runtime.settings import settings
from local.host.operations import ROOT, Operation, operations
from local.host.ports import free_port
from local.postgres.postgres import Postgres
from tests.support.factories import a_product
from tests.support.operations.shop import Shop
from tests.support.postgres import StartPostgres, empty_tables
from tests.support.servers.function_server import ANSWER_SECONDS, is_listening, started
from tests.support.shop.standby import running_standby
from tests.support.waiting import eventually

MAY_BE_STALE = {
    *("list-products", "list-categories", "get-product", "render-page", "render-sitemap"),
    *("list-orders-by-state", "search-orders", "list-stock", "list-staff-actions", "export-staff-actions"),
}
READERS = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reader'")
HAS_ALL = text("SELECT pg_last_wal_replay_lsn() >= CAST(:written AS pg_lsn)")


@dataclass
class Two:
    """A database and its standby, with the reads that it has done; `now` is the clock of who reads, in seconds."""

    shop: Shop
    database: Engine
    standby: Engine
    now: float = 0.0
    done: int = 0
    reader: ReadAddress = field(init=False)

    def begin_anew(self) -> None:
        """A reader who has not asked anything yet."""
        sessions, of_standby = sessionmaker(self.database, expire_on_commit=False), sessionmaker(self.standby)
        self.reader = ReadAddress(sessions, of_standby, lambda: self.now)
        event.listen(of_standby, "after_commit", self._count)

    def read(self, run: Any) -> Any:
        """What functions are given as their read address."""
        return self.reader.read(run)

    def _count(self, _session: Session) -> None:
        self.done += 1

    def reads(self) -> bool:
        """Whether the standby does a read, after it may have been left alone."""
        before = self.done
        self.now += AWAY_SECONDS
        self.handles()
        return self.done > before

    def handles(self) -> list[str]:
        answer = self.shop.call("list-products", method="GET")
        assert answer.status_code == 200, answer.json
        return sorted(each["handle"] for each in answer.json["products"])

    def on_standby(self, command: str) -> None:
        with self.standby.connect() as connection:
            connection.execute(text(f"SELECT {command}"))

    def caught_up(self) -> None:
        """Returns once the standby has all that is written by now."""
        with self.database.connect() as connection:
            written = connection.execute(text("SELECT pg_current_wal_insert_lsn()::text")).scalar_one()

        def has_all() -> bool:
            with self.standby.connect() as connection:
                return bool(connection.execute(HAS_ALL, {"written": written}).scalar_one())

        eventually(has_all, seconds=30, what="the standby has caught up")

    def add(self, sku: str) -> str:
        a_product(self.shop.session, sku)
        self.shop.session.commit()
        return sku.lower()


@pytest.fixture(scope="module")
def servers(
    start_postgres: StartPostgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Postgres, Postgres]]:
    with start_postgres() as database, running_standby(database, tmp_path_factory.mktemp("standby")) as standby:
        yield database, standby


@pytest.fixture
def two(servers: tuple[Postgres, Postgres]) -> Iterator[Two]:
    """Both have one product, MUG, the standby has done a read, and stands still."""
    database, standby = (create_engine(server.url) for server in servers)
    sessions = sessionmaker(database, expire_on_commit=False)
    with Session(database) as session:
        shop = Shop(session, {"sessions": sessions, "trigger_relay": lambda: None})
        found = Two(shop, database, standby)
        found.begin_anew()
        shop.parts["read_address"] = found
        found.add("MUG")
        eventually(found.reads, seconds=30, what="the standby does a read")
        found.caught_up()
        found.on_standby("pg_wal_replay_pause()")
        yield found
    found.on_standby("pg_wal_replay_resume()")
    empty_tables(database)
    found.caught_up()
    for engine in (database, standby):
        engine.dispose()


class TestAReadThatMayBeALittleOld:
    def test_is_done_by_the_standby_until_that_is_too_old(self, two: Two) -> None:
        assert two.handles() == ["mug"]
        two.add("VASE")
        assert two.handles() == ["mug"]
        two.now += STALENESS_MAX_SECONDS - 0.5
        assert two.handles() == ["mug"]
        two.now += 1
        assert two.handles() == ["mug", "vase"]

    def test_is_done_by_the_database_itself_when_the_standby_was_old_from_the_beginning(self, two: Two) -> None:
        two.add("VASE")
        two.begin_anew()
        assert two.handles() == ["mug", "vase"]

    def test_returns_to_a_standby_that_has_caught_up(self, two: Two) -> None:
        two.add("VASE")
        two.begin_anew()
        assert not two.reads()
        two.on_standby("pg_wal_replay_resume()")
        eventually(two.reads, seconds=30, what="the standby does a read")

    def test_is_not_tried_at_once_at_a_standby_that_was_too_old(self, two: Two) -> None:
        two.add("VASE")
        two.begin_anew()
        assert two.handles() == ["mug", "vase"]
        two.on_standby("pg_wal_replay_resume()")
        two.caught_up()
        before = two.done
        assert two.handles() == ["mug", "vase"]
        assert two.done == before

    def test_is_done_by_the_database_itself_while_the_standby_is_away(self, two: Two) -> None:
        nobody = create_engine(two.standby.url.set(port=free_port()))
        two.reader = ReadAddress(sessionmaker(two.database), sessionmaker(nobody), lambda: two.now)
        two.add("VASE")
        assert two.handles() == ["mug", "vase"]

    def test_is_not_of_staff_who_may_change_what_they_read(self, two: Two) -> None:
        assert two.handles() == ["mug"]
        handle = two.add("VASE")
        query = {"handle": handle}
        assert two.shop.call("get-product", method="GET", query=query).status_code == 404
        assert two.shop.call("get-product", method="GET", query=query, role="staff").status_code == 200

    def test_does_not_wait_for_an_address_that_says_nothing(
        self, servers: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = servers[1].url.replace(str(servers[1].port), str(silent.getsockname()[1]))
            monkeypatch.setenv("DATABASE_READ_URL", url)
            settings.cache_clear()
            try:
                with pytest.raises(OperationalError, match="timeout"):
                    read_engine.__wrapped__().connect()
            finally:
                monkeypatch.undo()
                settings.cache_clear()


def test_a_function_asks_at_the_address_that_it_is_given(two: Two, servers: tuple[Postgres, Postgres]) -> None:
    database, standby = servers
    port = free_port()
    source = ROOT / operations()["list-categories"].source
    read_url = f"{standby.url}?application_name=reader"
    function = started(source, port, "list_categories", DATABASE_URL=database.url, DATABASE_READ_URL=read_url)
    try:
        eventually(lambda: is_listening(port), seconds=60, what="the function listens")
        eventually(lambda: total(port) == 1, seconds=30, what="the function has its databases")
        with two.standby.connect() as connection:
            assert connection.execute(READERS).scalar_one() > 0
    finally:
        function.kill()
        function.wait(10)


def total(port: int) -> int:
    """The products that the function counts; 0 while it has no database."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)) as connection:
        connection.request("GET", "/")
        answer = json.load(connection.getresponse())
    return sum(each["products"] for each in answer.get("categories", []))


def test_only_these_reads_may_be_a_little_old() -> None:
    found = operations()
    assert {name for name, each in found.items() if may_be_stale(each)} == MAY_BE_STALE
    assert {found[name].labels["cloudshop.dev/database"] for name in MAY_BE_STALE} == {"read-only"}


def may_be_stale(operation: Operation) -> bool:
    module = importlib.import_module(operation.source.removesuffix(".py").replace("/", "."))
    declared = getattr(getattr(module, operation.target), "operation", None)
    return bool(getattr(declared, "may_be_stale", False))
