"""The embedded PostgreSQL starts, stops, and leaves nothing behind however its shop ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from local.host.operations import ROOT
from local.postgres import user
from local.postgres.postgres import Postgres
from local.postgres.supervision import kept_running
from tests.support.folders import entered_by_all

# A shop that only starts its database, prints where it is, and waits to be killed.
SHOP = """
import sys, time
from pathlib import Path
from local.postgres.postgres import Postgres
from local.postgres.supervision import kept_running
server = Postgres(Path(sys.argv[1])).start()
print(server.url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return entered_by_all(tmp_path) / "postgres"


def address(server: Postgres) -> str:
    return server.url.replace("+psycopg", "")


def eventually(holds: Callable[[], bool], *, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.05)
    return False


def killed_shop(folder: Path) -> tuple[int, str]:
    """Starts a shop, kills it, and returns the number of its database's process and the database's address."""
    shop = subprocess.Popen([sys.executable, "-c", SHOP, folder], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert shop.stdout is not None
    with shop.stdout as output:
        url = output.readline().strip().replace("+psycopg", "")
        server = int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        shop.kill()
        shop.wait(10)
    return server, url


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


class TestPostgres:
    def test_begins_anew_where_a_first_start_was_cut_short(self, folder: Path) -> None:
        (folder / "data.partial" / "base").mkdir(parents=True)
        server = Postgres(folder).start()
        server.stop()
        assert not (folder / "data.partial").exists()

    def test_keeps_its_data_between_starts(self, folder: Path) -> None:
        server = Postgres(folder).start()
        with psycopg.connect(address(server), autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        server.stop()
        again = Postgres(folder).start()
        try:
            with psycopg.connect(address(again)) as connection:
                assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
        finally:
            again.stop()

    def test_lets_no_client_in_without_the_password(self, folder: Path) -> None:
        server = Postgres(folder).start()
        try:
            assert (folder / "password").stat().st_mode & 0o077 == 0
            stranger = f"postgresql://shop:guessed@127.0.0.1:{server.port}/cloudshop"
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(stranger)
        finally:
            server.stop()

    def test_stops_soon_after_its_shop_was_killed(self, folder: Path) -> None:
        _, url = killed_shop(folder)

        assert eventually(lambda: not answers(url) and not (folder / "data" / "postmaster.pid").exists())

    def test_takes_over_from_a_server_that_was_left_behind(self, folder: Path) -> None:
        first = Postgres(folder).start()
        second = Postgres(folder).start()
        try:
            with psycopg.connect(address(second)) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
            with pytest.raises(psycopg.OperationalError):
                psycopg.connect(address(first), connect_timeout=2)
        finally:
            second.stop()
            first.stop()

    def test_is_started_again_at_the_same_address_when_it_is_killed(self, folder: Path) -> None:
        server = Postgres(folder).start()
        url, port = address(server), server.port
        with kept_running(server):
            for _ in range(2):
                os.kill(int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0]), signal.SIGKILL)
                assert eventually(lambda: not answers(url), seconds=60)
                assert eventually(lambda: answers(url), seconds=60)
        assert server.port == port
        assert not answers(url)

    def test_starts_although_a_stale_record_names_a_process_of_another_program(self, folder: Path) -> None:
        Postgres(folder).start().stop()
        with subprocess.Popen(["sleep", "60"]) as bystander:
            record = folder / "data" / "postmaster.pid"
            record.write_text(f"{bystander.pid}\n{folder}/data\n0\n1\n\n127.0.0.1\n\n")
            server = Postgres(folder).start()
            try:
                assert bystander.poll() is None
            finally:
                server.stop()
                os.kill(bystander.pid, signal.SIGKILL)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another user")
class TestAsRoot:
    def test_a_folder_that_its_user_may_not_enter_becomes_a_link_to_one_that_it_may(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        readable = entered_by_all(tmp_path) / "readable"
        monkeypatch.setattr(user, "READABLE", readable)
        hidden = tmp_path / "hidden"
        hidden.mkdir(mode=0o700)
        server = Postgres(hidden / "postgres").start()
        server.stop()
        assert (hidden / "postgres").resolve().parent == readable
        assert hidden.stat().st_mode & 0o777 == 0o700
        # The next start finds it again.
        Postgres(hidden / "postgres").start().stop()
        assert len(list(readable.iterdir())) == 1
