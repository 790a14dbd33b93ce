"""Keeps the sums in a file, so that a new exporter goes on where the last one ended, however that was."""

import json
import os
import threading
from pathlib import Path

from functions.runtime.telemetry.context import log
from observability.exporter.sums import Sums

# What comes within this time is written together.
GATHER_SECONDS = 0.1
# A process that pushes waits five seconds.
KEPT_SECONDS_MAX = 4.0
# A full disk.
AGAIN_SECONDS = 1.0


class SumsFile:
    """Writes the sums whenever they have changed; who changed them can wait for that."""

    def __init__(self, sums: Sums, file: Path) -> None:
        self._sums = sums
        self._file = file
        self._changed = self._written = 0
        self._condition = threading.Condition()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="keeper", daemon=True)

    def start(self) -> "SumsFile":
        """Loads what was kept, and keeps from now on."""
        if self._file.exists():
            self._sums.load(json.loads(self._file.read_text()))
        self._thread.start()
        return self

    def keep(self) -> bool:
        """Waits until the file has the sums as they are by now; False when that takes too long."""
        with self._condition:
            self._changed += 1
            wanted = self._changed
            self._condition.notify_all()
            return self._condition.wait_for(lambda: self._written >= wanted, KEPT_SECONDS_MAX)

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
                # Nothing is acknowledged meanwhile, so it comes again.
                log("the sums cannot be written", level="error", cause=str(failure))
                if self._closing.wait(AGAIN_SECONDS):
                    return

    def _write_all(self) -> None:
        with self._condition:
            written = self._changed
        self._write()
        with self._condition:
            self._written = written
            self._condition.notify_all()

    def _write(self) -> None:
        """All or nothing, also when the machine fails meanwhile."""
        partial = self._file.with_suffix(".partial")
        with partial.open("w") as file:
            json.dump(self._sums.dump(), file)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(self._file)
