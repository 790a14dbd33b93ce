"""Something that figures are read from: not more often than is worth it, and seen when it cannot be read."""

import threading
import time
from collections.abc import Callable, Sequence

from functions.runtime.telemetry import log
from observability.exporter.collector import Sample

# Two scrapes within this time get the same answer.
FRESH_SECONDS = 10.0
# However large the shop's tables grow, reading them takes no more than this share of one connection's time.
SHARE_MAX = 0.05


class Source:
    """`read` gives the samples, or raises whatever its driver raises."""

    def __init__(self, name: str, read: Callable[[], list[Sample]]) -> None:
        self._name = name
        self._read = read
        self._reading = threading.Lock()
        self._samples: Sequence[Sample] = ()
        self._is_up = False
        self._took_seconds = 0.0
        self._fresh_until = 0.0

    def samples(self) -> list[Sample]:
        """What was read, and whether and how fast it could be; raises nothing."""
        with self._reading:
            if time.monotonic() >= self._fresh_until:
                self._look()
            return [
                *self._samples,
                Sample("cloudshop_source_up", (self._name,), float(self._is_up)),
                Sample("cloudshop_source_read_seconds", (self._name,), self._took_seconds),
            ]

    def _look(self) -> None:
        started = time.monotonic()
        try:
            self._samples, self._is_up = self._read(), True
        except Exception as failure:  # noqa: BLE001 - whatever it is, the other sources are still read
            self._samples, self._is_up = (), False
            log("a source cannot be read", level="warning", source=self._name, cause=type(failure).__name__)
        ended = time.monotonic()
        self._took_seconds = ended - started
        self._fresh_until = ended + max(FRESH_SECONDS, self._took_seconds / SHARE_MAX)
