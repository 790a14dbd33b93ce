"""Something that figures are read from, again and again, by a thread of its own: no scrape waits for it."""

import threading
import time
from collections.abc import Callable, Sequence

from functions.runtime.telemetry.context import log
from observability.exporter.collector import Sample

PAUSE_SECONDS, PAUSE_WHILE_DOWN_SECONDS = 10.0, 2.0
# However large the shop's tables grow, reading them takes no more than this share of one connection's time.
SHARE_MAX = 0.05


class Source:
    """`read` gives the samples, or raises whatever its driver raises."""

    def __init__(self, name: str, read: Callable[[], list[Sample]]) -> None:
        self._name = name
        self._read = read
        self._samples: Sequence[Sample] = ()
        self._is_up = False
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Reads no more; a reading that is under way is not waited for."""
        self._closing.set()

    def samples(self) -> Sequence[Sample]:
        """What was read last, and whether and how fast it could be; nothing before the first reading has ended."""
        return self._samples

    def look(self) -> float:
        """Reads; the seconds that took. Raises nothing."""
        started = time.monotonic()
        try:
            samples, self._is_up = self._read(), True
        except Exception as failure:  # noqa: BLE001 - whatever it is, the other sources are still read
            samples, self._is_up = [], False
            log("a source cannot be read", level="warning", source=self._name, cause=type(failure).__name__)
        seconds = time.monotonic() - started
        self._samples = [
            *samples,
            Sample("cloudshop_source_up", (self._name,), float(self._is_up)),
            Sample("cloudshop_source_read_seconds", (self._name,), seconds),
        ]
        return seconds

    def _run(self) -> None:
        seconds = self.look()
        while not self._closing.wait(max(self._pause_seconds(), seconds / SHARE_MAX)):
            seconds = self.look()

    def _pause_seconds(self) -> float:
        return PAUSE_SECONDS if self._is_up else PAUSE_WHILE_DOWN_SECONDS
