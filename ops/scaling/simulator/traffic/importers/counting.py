"""What importers have in common: counting calls by second, and giving foreign functions the names of operations."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from ops.scaling.simulator.traffic.trace import Arrivals

Function = TypeVar("Function", bound=Hashable)


def arrivals(calls: Iterable[tuple[float, str]]) -> list[Arrivals]:
    """Of (second, operation) pairs in any order."""
    counted = Counter((int(second), operation) for second, operation in calls)
    return [Arrivals(second, operation, number) for (second, operation), number in sorted(counted.items())]


def busiest(calls: Mapping[Function, int], operations: Sequence[str]) -> dict[Function, str]:
    """The function with most calls becomes the first operation, and so on; functions without calls become none."""
    by_calls = sorted((function for function, number in calls.items() if number), key=lambda each: -calls[each])
    return dict(zip(by_calls, operations, strict=False))
