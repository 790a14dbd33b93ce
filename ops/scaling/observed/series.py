"""Evaluates counters and gauges over time, from Prometheus or a local scrape."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

# (time in seconds since the epoch, value), in order of time.
Samples = Sequence[tuple[float, float]]
# By the values of the labels that a query groups by.
Series = Mapping[tuple[str, ...], Samples]


class Increase(NamedTuple):
    start: float
    end: float
    amount: float


def increases(samples: Samples, start: float, step_seconds: float) -> Iterator[Increase]:
    """The increases of a counter from each sample to the next.

    A counter that appears only after `start` grew from zero, and one that falls was reset to zero.
    """
    known = list(samples)
    if known and known[0][0] > start + step_seconds:
        known.insert(0, (known[0][0] - step_seconds, 0.0))
    for (before_at, before), (at, value) in pairwise(known):
        amount = value - before if value >= before else value
        if amount > 0:
            yield Increase(before_at, at, amount)


def growth(samples: Samples, start: float, step_seconds: float) -> float:
    """The total increase of a counter."""
    return sum(each.amount for each in increases(samples, start, step_seconds))


def integral(samples: Samples, end: float) -> float:
    """A gauge's values times the seconds for which they held, until `end` at most."""
    times = [*(at for at, _ in samples[1:]), end]
    return sum(value * max(0.0, min(until, end) - at) for (at, value), until in zip(samples, times, strict=False))
