"""What was counted in the last hour, for operators who ask now and have no Prometheus at hand."""

import threading
import time
from array import array
from collections import deque
from typing import Any

from observability.exporter.sums import Key, Sums

EVERY_SECONDS = 60
KEPT_MAX = 61


class LastHour:
    """Looks at the sums every minute and remembers an hour of that."""

    def __init__(self, sums: Sums) -> None:
        self._sums = sums
        self._looks: deque[tuple[float, dict[Key, array[float]]]] = deque(maxlen=KEPT_MAX)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recent", daemon=True)

    def start(self) -> "LastHour":
        self._look()
        self._thread.start()
        return self

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def added(self) -> dict[str, Any]:
        """For JSON: what has been added to each sum since the oldest look, and how many seconds ago that was."""
        at, before = self._looks[0]
        rows = []
        for key, sums in self._sums.items():
            old = before.get(key, array("d", bytes(8 * len(sums))))
            rows.append([*key, [new - was for new, was in zip(sums, old, strict=True)]])
        return {"seconds": time.monotonic() - at, "added": rows}

    def _run(self) -> None:
        while not self._closing.wait(EVERY_SECONDS):
            self._look()

    def _look(self) -> None:
        self._looks.append((time.monotonic(), dict(self._sums.items())))
