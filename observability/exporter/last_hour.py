"""Computes the increments of the last hour, for operators without Prometheus."""

import threading
import time
from array import array
from collections import deque
from typing import Any

from observability.exporter.series import Key
from observability.exporter.sums import Sums

INTERVAL_SECONDS = 60
SNAPSHOTS_MAX = 61


class LastHour:
    """Takes a snapshot of the sums every minute and keeps those of an hour."""

    def __init__(self, sums: Sums) -> None:
        self._sums = sums
        self._snapshots: deque[tuple[float, dict[Key, array[float]]]] = deque(maxlen=SNAPSHOTS_MAX)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="last-hour", daemon=True)

    def start(self) -> "LastHour":
        self._take_snapshot()
        self._thread.start()
        return self

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def added(self) -> dict[str, Any]:
        """The increment of each sum since the oldest snapshot, and that snapshot's age in seconds, for JSON."""
        at, before = self._snapshots[0]
        rows = []
        for key, sums in self._sums.items():
            old = before.get(key, array("d", bytes(8 * len(sums))))
            rows.append([*key, [new - was for new, was in zip(sums, old, strict=True)]])
        return {"seconds": time.monotonic() - at, "added": rows}

    def _run(self) -> None:
        while not self._closing.wait(INTERVAL_SECONDS):
            self._take_snapshot()

    def _take_snapshot(self) -> None:
        self._snapshots.append((time.monotonic(), dict(self._sums.items())))
