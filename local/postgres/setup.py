"""Creates a PostgreSQL data folder and the shop's database."""

import secrets
import shutil
import subprocess
from pathlib import Path

import psycopg

from local.errors import PostgresFailed
from local.postgres.timeouts import TIMEOUTS
from local.postgres.user import ServerUser

ROLE, DATABASE = "shop", "cloudshop"
PASSWORD_FILE = "password"  # noqa: S105 - a file's name
INITDB_TIMEOUT_SECONDS = 60


def initialize(folder: Path, binaries: Path, user: ServerUser) -> None:
    """Creates `data` in the folder, with one role whose password is stored beside it."""
    partial, password = folder / "data.partial", folder / PASSWORD_FILE
    shutil.rmtree(partial, ignore_errors=True)
    password.touch(mode=0o600)
    user.own(password)
    password.write_text(secrets.token_urlsafe(24))
    options = ["--auth=scram-sha-256", f"--pwfile={password}", "-U", ROLE, "-E", "UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(
        [binaries / "initdb", *options, "-D", partial],
        capture_output=True,
        check=False,
        timeout=INITDB_TIMEOUT_SECONDS,
        cwd=folder,
        **user.identity(),
    )
    if made.returncode:
        raise PostgresFailed(f"PostgreSQL could not create its data folder: {made.stderr.decode(errors='replace')}")
    # Renamed when complete, so that a killed start leaves no partial folder.
    partial.rename(folder / "data")


def create_database(port: int, password: str) -> None:
    """Creates the shop's database unless it exists."""
    address = f"postgresql://{ROLE}:{password}@127.0.0.1:{port}/postgres"
    with psycopg.connect(address, autocommit=True, connect_timeout=2) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def server_options(port: int, *, durable: bool) -> list[str]:
    """The server's settings as arguments of its command line."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "shared_buffers": "64MB",
        "max_connections": "80",
        "timezone": "UTC",
        **TIMEOUTS,
        "fsync": "on" if durable else "off",
        "synchronous_commit": "on" if durable else "off",
    }
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
