"""Reads a source of metrics periodically in a thread of its own, so that no scrape waits for it."""

import threading
import time
from collections.abc import Callable, Sequence

from functions.runtime.telemetry.context import log
from observability.exporter.collector import Sample

PAUSE_SECONDS, PAUSE_WHILE_DOWN_SECONDS = 10.0, 2.0
# Reads take at most this share of one connection's time, however large the shop's tables grow.
SHARE_MAX = 0.05


class Source:
    """A source; `read` returns the samples or raises any error of its driver."""

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
        """Stops reading, without waiting for a read in progress."""
        self._closing.set()

    def samples(self) -> Sequence[Sample]:
        """The last samples, with the success and duration of their read; none before the first read has finished."""
        return self._samples

    def refresh(self) -> float:
        """Reads the source, and returns the duration in seconds; never raises."""
        started = time.monotonic()
        try:
            samples, self._is_up = self._read(), True
        except Exception as failure:  # noqa: BLE001 - no failure may stop the reads of this source
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
        seconds = self.refresh()
        while not self._closing.wait(max(self._pause_seconds(), seconds / SHARE_MAX)):
            seconds = self.refresh()

    def _pause_seconds(self) -> float:
        return PAUSE_SECONDS if self._is_up else PAUSE_WHILE_DOWN_SECONDS
