"""What PgBouncer's console reports, of a real PgBouncer with the shop's settings; if Debian's package is installed."""

import configparser
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from db.rights import OBSERVER
from local.host.operations import ROOT
from local.host.ports import free_port
from local.postgres.postgres import Postgres
from observability.exporter.sources.pgbouncer import read_pgbouncer
from tests.support.folders import entered_by_all
from tests.support.observability.database import PASSWORD

PROGRAM = shutil.which("pgbouncer")
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="pgbouncer is not installed")


@pytest.fixture
def pgbouncer(postgres: Postgres, observer_url: str, tmp_path: Path) -> Iterator[URL]:
    """PgBouncer before the test's PostgreSQL, as `db/manifests/pgbouncer` has it but for addresses."""
    settings = configparser.ConfigParser(comment_prefixes=(";", "#"))
    settings.read(ROOT / "db/manifests/pgbouncer/pgbouncer.ini")
    server, port = make_url(observer_url), free_port()
    settings["databases"]["cloudshop"] = f"host=127.0.0.1 port={server.port} dbname={server.database}"
    (tmp_path / "users").write_text("".join(f'"{role}" "{PASSWORD}"\n' for role in (OBSERVER, "orders")))
    settings["pgbouncer"] = {key: own for key, own in settings["pgbouncer"].items() if "_tls_" not in key}
    elsewhere = {"listen_addr": "127.0.0.1", "listen_port": str(port), "auth_file": str(tmp_path / "users")}
    settings["pgbouncer"].update(elsewhere)
    # Older ones know no pool size of a user.
    settings.remove_section("users")
    with (tmp_path / "pgbouncer.ini").open("w") as file:
        settings.write(file)
    assert PROGRAM is not None
    # It refuses to run as root.
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([PROGRAM, *user, entered_by_all(tmp_path) / "pgbouncer.ini"], stderr=subprocess.DEVNULL)
    try:
        _await(port)
        yield server.set(port=port, database="cloudshop")
    finally:
        process.kill()
        process.wait(10)


def _await(port: int) -> None:
    until = time.monotonic() + 10
    with socket.socket() as connection:
        while connection.connect_ex(("127.0.0.1", port)):
            assert time.monotonic() < until, "pgbouncer does not listen"
            time.sleep(0.05)


def test_it_reports_who_uses_and_who_waits_for_connections(pgbouncer: URL) -> None:
    # As a Service maps it, the URL's port is not the one at which each PgBouncer listens.
    url = pgbouncer.set(port=5432).render_as_string(hide_password=False)
    orders = pgbouncer.set(username="orders", drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(orders, prepare_threshold=None) as busy:
        busy.execute("SELECT 1")
        found = {
            (sample.name, *sample.labels): sample.value for sample in read_pgbouncer(url, f"127.0.0.1:{pgbouncer.port}")
        }
    assert found["cloudshop_pgbouncer_clients", "orders", "active"] == 1
    assert found["cloudshop_pgbouncer_clients", "orders", "waiting"] == 0
    assert found["cloudshop_pgbouncer_servers", "orders", "active"] == 1
    assert found["cloudshop_pgbouncer_wait_seconds", "orders"] == 0
    assert found["cloudshop_pgbouncer_servers_max",] == 60


def test_who_watches_may_change_nothing_there(pgbouncer: URL) -> None:
    console = pgbouncer.set(database="pgbouncer", drivername="postgresql").render_as_string(hide_password=False)
    with (
        psycopg.connect(console, autocommit=True, cursor_factory=psycopg.ClientCursor) as connection,
        pytest.raises(psycopg.Error, match="admin"),
    ):
        connection.execute("PAUSE")
