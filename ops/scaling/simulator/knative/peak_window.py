"""Keeps the highest of the last decisions, by which Knative delays a scale-down.

It follows `max.TimeWindow` of knative.dev/serving v0.50.0, `pkg/autoscaler/aggregation/max`."""

import math
from collections import deque


class PeakWindow:
    """The highest value recorded in the last `seconds`, in buckets of `bucket_seconds`. Time must not run backwards."""

    __slots__ = ("_bucket_seconds", "_buckets", "_peaks")

    def __init__(self, seconds: float, bucket_seconds: int) -> None:
        self._bucket_seconds = bucket_seconds
        self._buckets = math.ceil(seconds / bucket_seconds)
        # (bucket, value), values falling: the first is the highest, and each later one outlives those before it.
        self._peaks: deque[tuple[int, int]] = deque()

    def record(self, now: float, value: int) -> int:
        """Records the value; returns the highest value of the window."""
        bucket, peaks = int(now) // self._bucket_seconds, self._peaks
        while peaks and peaks[-1][1] <= value:
            peaks.pop()
        while peaks and bucket - peaks[0][0] >= self._buckets:
            peaks.popleft()
        peaks.append((bucket, value))
        return peaks[0][1]
