"""Runs measured processes on one core each, and reads their CPU time."""

import os
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

READY_SECONDS = 30


class Pinned:
    """A command that runs on one core until the block ends; its output is written to `output`."""

    def __init__(self, command: Sequence[str], port: int, core: int, output: Path, **environment: str) -> None:
        self.port = port
        with output.open("wb") as file:
            self._process = subprocess.Popen(
                command, stdout=file, stderr=subprocess.STDOUT, env=os.environ | environment
            )
        os.sched_setaffinity(self._process.pid, {core})

    def __enter__(self) -> "Pinned":
        until = time.monotonic() + READY_SECONDS
        while True:
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{self._process.args!r} did not start.")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)

    def cpu_seconds(self) -> float:
        """User and system time of all threads so far."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
