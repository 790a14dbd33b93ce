"""Runs a standby that streams from a PostgreSQL server."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.postgres.postgres import Postgres
from local.postgres.programs import executable_by
from local.postgres.setup import PASSWORD_FILE
from local.postgres.user import create_data_folder, server_user
from tests.support.folders import entered_by_all


@contextmanager
def running_standby(primary: Postgres, folder: Path) -> Iterator[Postgres]:
    standby = Postgres(entered_by_all(folder), durable=False)
    user = server_user(standby.folder)
    standby.folder = create_data_folder(standby.folder, user)
    password = standby.folder / PASSWORD_FILE
    shutil.copy(primary.folder / PASSWORD_FILE, password)
    user.own(password)
    address = primary.url.replace("+psycopg", "")
    subprocess.run(
        [executable_by(user) / "pg_basebackup", "-R", "-c", "fast", "-d", address, "-D", standby.folder / "data"],
        check=True,
        capture_output=True,
        timeout=120,
        cwd=standby.folder,
        **user.identity(),
    )
    try:
        yield standby.start()
    finally:
        standby.stop()
