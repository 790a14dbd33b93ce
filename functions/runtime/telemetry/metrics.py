"""Counts metrics in this process and pushes them to the exporter, which adds them up, so that a pod's end loses none.

The additions since the last push are sent together, with a number. A push that is not acknowledged is sent again
unchanged, and the exporter counts each number once (docs/decisions/0050-metrics-are-pushed.md).
"""

import functools
import json
import secrets
import threading
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from functions.runtime.network.background_sender import BackgroundSender, push
from functions.runtime.settings import settings

# Bounds of histograms; observability/metrics.yaml names the same ones.
ANSWER_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
ORDER_SECONDS = (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3600.0, 86400.0)

Labels = tuple[str, ...]
# A counter has one number; a histogram has one per bucket, one for larger values, and the sum.
Numbers = list[float]


class Metrics:
    """Counts in memory, and pushes the counts of this `revision` to `url` if that is set."""

    def __init__(self, url: str, revision: str = "") -> None:
        self._url, self._revision = url, revision
        self._instance = secrets.token_hex(8)
        self._lock = threading.Lock()
        self._added: dict[tuple[str, Labels], Numbers] = {}
        self._pushed = 0
        self._pushing = threading.Lock()
        self._under_way: bytes | None = None
        self._sender = BackgroundSender(self._push)

    def count(self, name: str, labels: Labels) -> None:
        with self._lock:
            self._numbers(name, labels, 1)[0] += 1
        self._wake()

    def observe(self, name: str, labels: Labels, seconds: float, bounds: tuple[float, ...] = ANSWER_SECONDS) -> None:
        with self._lock:
            numbers = self._numbers(name, labels, len(bounds) + 2)
            numbers[bisect_left(bounds, seconds)] += 1
            numbers[-1] += seconds
        self._wake()

    def added(self) -> dict[tuple[str, Labels], Numbers]:
        """Additions since the last push."""
        with self._lock:
            return {key: list(numbers) for key, numbers in self._added.items()}

    def close(self) -> None:
        """Pushes the rest, within a time limit."""
        if self._url:
            self._sender.close()

    def _numbers(self, name: str, labels: Labels, length: int) -> Numbers:
        key = name, labels
        if (numbers := self._added.get(key)) is None:
            numbers = self._added[key] = [0] * length
        return numbers

    def _wake(self) -> None:
        if self._url:
            self._sender.wake()

    def _push(self) -> bool:
        """Pushes; returns whether nothing is left. Drops a push that the exporter rejects: a retry would fail too."""
        with self._pushing:
            self._under_way = self._under_way or self._next_push()
            if self._under_way is None:
                return True
            if not 200 <= push(self._url, self._under_way) < 500:
                return False
            self._under_way = None
            return not self._added

    def _next_push(self) -> bytes | None:
        with self._lock:
            added, self._added = self._added, {}
        if not added:
            return None
        self._pushed += 1
        rows = [[name, labels, numbers] for (name, labels), numbers in added.items()]
        about = {"instance": self._instance, "number": self._pushed, "revision": self._revision}
        return json.dumps({**about, "added": rows}).encode()


_operation: ContextVar[str] = ContextVar("operation", default="none")


@contextmanager
def serving(operation: str) -> Iterator[None]:
    """Makes `operation` the current one within the block."""
    token = _operation.set(operation)
    try:
        yield
    finally:
        _operation.reset(token)


def current_operation() -> str:
    """The current operation; `none` outside of requests."""
    return _operation.get()


@functools.cache
def metrics() -> Metrics:
    """The metrics of this process."""
    return Metrics(settings().metrics_url, settings().revision)
