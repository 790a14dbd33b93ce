"""Stores the sums in a file, so that a new exporter continues from them, even after a crash."""

import json
import os
import threading
from pathlib import Path

from functions.runtime.telemetry.context import log
from observability.exporter.sums import Sums

# Changes within this time are written together.
GATHER_SECONDS = 0.1
# A pushing process waits five seconds for the response.
STORE_SECONDS_MAX = 4.0
# After a failed write, such as on a full disk.
RETRY_SECONDS = 1.0


class SumsFile:
    """Writes the sums whenever they change; callers can wait until a change is stored."""

    def __init__(self, sums: Sums, file: Path) -> None:
        self._sums = sums
        self._file = file
        self._changed = self._written = 0
        self._condition = threading.Condition()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sums-file", daemon=True)

    def start(self) -> "SumsFile":
        """Loads the stored sums, and begins to store changes."""
        if self._file.exists():
            self._sums.load(json.loads(self._file.read_text()))
        self._thread.start()
        return self

    def store(self) -> bool:
        """Waits until the current sums are stored; False if that takes too long."""
        with self._condition:
            self._changed += 1
            wanted = self._changed
            self._condition.notify_all()
            return self._condition.wait_for(lambda: self._written >= wanted, STORE_SECONDS_MAX)

    def close(self) -> None:
        self._closing.set()
        with self._condition:
            self._condition.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._written < self._changed or self._closing.is_set())
                if self._written == self._changed:
                    return
            self._closing.wait(GATHER_SECONDS)
            try:
                self._write_all()
            except OSError as failure:
                # Nothing is acknowledged meanwhile, so pushes are repeated.
                log("the sums cannot be written", level="error", cause=str(failure))
                if self._closing.wait(RETRY_SECONDS):
                    return

    def _write_all(self) -> None:
        with self._condition:
            written = self._changed
        self._write()
        with self._condition:
            self._written = written
            self._condition.notify_all()

    def _write(self) -> None:
        """Writes atomically, so that even a failure of the machine leaves a whole file."""
        partial = self._file.with_suffix(".partial")
        with partial.open("w") as file:
            json.dump(self._sums.dump(), file)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(self._file)
