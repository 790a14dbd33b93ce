"""Counts calls by second, and gives foreign functions the names of operations, for all importers."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ops.scaling.simulator.traffic.trace import Arrivals

Function = TypeVar("Function", bound=Hashable)


def arrivals(calls: Iterable[tuple[float, str]]) -> list[Arrivals]:
    """The arrivals of (second, operation) pairs in any order."""
    counted = Counter((int(second), operation) for second, operation in calls)
    return [Arrivals(second, operation, number) for (second, operation), number in sorted(counted.items())]


def busiest(calls: Mapping[Function, int], operations: Sequence[str]) -> dict[Function, str]:
    """Assigns operations to functions: the first to the one with most calls, and so on; uncalled ones get none."""
    by_calls = sorted((function for function, number in calls.items() if number), key=lambda each: -calls[each])
    return dict(zip(by_calls, operations, strict=False))
