"""Averages a value over the last seconds as Knative's autoscaler does, in buckets of one second.

It follows `TimedFloat64Buckets` of knative.dev/serving v0.50.0, `pkg/autoscaler/aggregation/bucketing.go`."""

import math

LONG_AGO = -(10**12)
DECIMALS = 1_000_000


class AverageWindow:
    """Averages the values recorded in the last `seconds`; time must not run backwards.

    Seconds after the last record are left out of the average and do not count as zeros: without new records, the
    average stays the same while the window has any data, and then is 0."""

    __slots__ = ("_buckets", "_first", "_last", "_total", "seconds")

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._buckets = [0.0] * seconds
        self._total = 0.0
        self._first = self._last = LONG_AGO

    def record(self, second: int, value: float) -> None:
        """Adds `value` to the bucket of `second`; seconds without a record since the last one count as zeros."""
        buckets, size, since = self._buckets, self.seconds, second - self._last
        if since == 1:
            # By far the most frequent: a revision is reported each second.
            self._total -= buckets[second % size]
            buckets[second % size] = 0.0
        elif since >= size:
            self._first = second
            self._total = 0.0
            buckets[:] = [0.0] * size
        elif since:
            for passed in range(self._last + 1, second + 1):
                self._total -= buckets[passed % size]
                buckets[passed % size] = 0.0
        self._last = second
        buckets[second % size] += value
        self._total += value

    def average(self, second: int) -> float:
        silent, size = second - self._last, self.seconds
        if silent >= size:
            return 0.0
        total, written, left = self._total, self._last - self._first + 1, size - silent
        if silent:
            for passed in range(self._last + 1, second + 1):
                total -= self._buckets[passed % size]
        return _rounded(total / (written if written < left else left)) if total else 0.0

    def is_empty(self, second: int) -> bool:
        """Whether nothing was recorded for longer than the window."""
        return second - self._last > self.seconds


def _rounded(value: float) -> float:
    """The value to six decimals, with halves rounded away from zero as in Go; Python's `round` rounds them to even."""
    scaled = value * DECIMALS
    whole = math.floor(scaled)
    return (whole + (scaled - whole >= 0.5)) / DECIMALS
