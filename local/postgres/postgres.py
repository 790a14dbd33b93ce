"""Runs the embedded PostgreSQL server directly from the binaries of a pip package.

It does not use the package's own start-up code, which as root creates a system user and opens up all parent folders.
"""

import signal
import subprocess
import time
from pathlib import Path

import psycopg

from local.errors import PostgresFailed
from local.host.ports import free_port
from local.postgres.programs import executable_by
from local.postgres.setup import DATABASE, PASSWORD_FILE, ROLE, create_database, initialize, server_options
from local.postgres.user import create_data_folder, server_user
from local.postgres.watchdog import stop_left_over, stop_with_this_process

START_TIMEOUT_SECONDS = 60
# A fast stop writes a checkpoint first; an immediate one leaves that to the next start.
FAST_STOP_SECONDS, IMMEDIATE_STOP_SECONDS = 1.5, 1.0


class Postgres:
    """A PostgreSQL server on 127.0.0.1; its data remains in `folder` when it stops."""

    def __init__(self, folder: Path, *, port: int = 0, durable: bool = True) -> None:
        self.folder = folder.absolute()
        self.port = port or free_port()
        self.durable = durable
        self._process: subprocess.Popen[bytes] | None = None
        self._watch: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{ROLE}:{self._password}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _password(self) -> str:
        return (self.folder / PASSWORD_FILE).read_text()

    def start(self) -> "Postgres":
        """Starts the server, creating its data folder the first time, and returns when it accepts connections."""
        user = server_user(self.folder)
        self.folder = create_data_folder(self.folder, user)
        binaries = executable_by(user)
        if not self._data.exists():
            initialize(self.folder, binaries, user)
        self._end_watch()
        stop_left_over(self._data)
        with (self.folder / "postgres.log").open("ab") as logfile:
            self._process = subprocess.Popen(
                [binaries / "postgres", "-D", self._data, *server_options(self.port, durable=self.durable)],
                stdout=logfile,
                stderr=subprocess.STDOUT,
                # Ctrl-C at the terminal must reach the shop only, which stops its database last.
                start_new_session=True,
                cwd=self.folder,
                **user.identity(),
            )
        self._watch = stop_with_this_process(self._process.pid, self._data, user)
        try:
            self._wait_until_ready(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stops the server and closes its connections."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(FAST_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(IMMEDIATE_STOP_SECONDS)
        self._end_watch()
        self._process = None

    def wait(self) -> None:
        """Returns when the server has ended, or at once if it does not run."""
        if (process := self._process) is not None:
            process.wait()

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch.kill()
            self._watch.communicate()
        self._watch = None

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        refusal = ""
        while process.poll() is None and time.monotonic() < deadline:
            try:
                create_database(self.port, self._password)
            except psycopg.OperationalError as failure:
                refusal = str(failure)
                time.sleep(0.05)
            else:
                return
        log = self.folder / "postgres.log"
        raise PostgresFailed(f"PostgreSQL did not start. {refusal}\n{log} ends with:\n{log.read_text()[-1000:]}")
