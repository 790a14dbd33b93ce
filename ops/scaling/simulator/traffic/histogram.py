"""Keeps a distribution of times as counts by upper bound, as Prometheus does."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

# Those of `cloudshop_operation_seconds`, with more of them where most calls are.
BOUNDS_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class Histogram:
    """A histogram; `counts[i]` values are above the previous bound and at most `bounds[i]`, evenly spread."""

    bounds: tuple[float, ...]
    counts: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.bounds) != len(self.counts) or not self.bounds:
            raise ValueError("a histogram has as many counts as bounds, and at least one")
        if any(low >= high for low, high in pairwise((0.0, *self.bounds))):
            raise ValueError("a histogram's bounds rise from above zero")
        if min(self.counts) < 0 or sum(self.counts) <= 0:
            raise ValueError("a histogram counts something, and nothing below zero")

    @classmethod
    def of(cls, seconds: Iterable[float], bounds: tuple[float, ...] = BOUNDS_SECONDS) -> "Histogram":
        """The histogram of measured times; times above the last bound count as that bound."""
        counts = [0] * len(bounds)
        for each in seconds:
            counts[min(bisect_left(bounds, each), len(bounds) - 1)] += 1
        return cls(bounds, tuple(counts))

    @classmethod
    def from_percentiles(cls, percentiles: Iterable[tuple[float, float]]) -> "Histogram":
        """The histogram of ascending (percentile, seconds) pairs; between two of them, times are evenly spread."""
        bounds: list[float] = []
        counts: list[float] = []
        reached = 0.0
        for percentile, seconds in percentiles:
            if bounds and seconds <= bounds[-1]:
                counts[-1] += percentile - reached
            elif seconds > 0:
                bounds.append(seconds)
                counts.append(percentile - reached)
            else:
                continue
            reached = percentile
        return cls(tuple(bounds), tuple(counts))

    def mean(self) -> float:
        middles = ((low + high) / 2 for low, high in pairwise((0.0, *self.bounds)))
        return sum(middle * count for middle, count in zip(middles, self.counts, strict=True)) / sum(self.counts)

    def quantiles(self, number: int) -> list[float]:
        """The middles of `number` equally likely parts, in ascending order, from which to draw at random."""
        return list(self._quantiles(number))

    def _quantiles(self, number: int) -> Iterator[float]:
        reached = list(accumulate(self.counts))
        for part in range(number):
            rank = (part + 0.5) / number * reached[-1]
            index = min(bisect_left(reached, rank), len(self.bounds) - 1)
            low = self.bounds[index - 1] if index else 0.0
            share = (rank - (reached[index] - self.counts[index])) / self.counts[index]
            yield low + share * (self.bounds[index] - low)
