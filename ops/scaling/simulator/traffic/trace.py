"""Defines a trace of a shop's traffic: calls by operation and second, the times of operations, and their effects."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ops.scaling.simulator.traffic.histogram import Histogram


class Arrivals(NamedTuple):
    """Calls from outside to one operation within one second. Of these, `first_pages` belong to shoppers' first pages,
    and `in_background` are Nginx's own, to refresh a copy, for which no client waits. `announced` counts announcements
    that the operation will be called, which are not among the calls.
    """

    second: int
    operation: str
    calls: int
    first_pages: int = 0
    in_background: int = 0
    announced: int = 0


class CacheHits(NamedTuple):
    """Requests that Nginx answered at once, and those of them that belonged to a shopper's first page."""

    requests: int = 0
    first_pages: int = 0


NO_CACHE_HITS = CacheHits()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The effects of a call of an operation: how long it takes itself, which events it announces and which operations
    it calls, each with the share of calls that do so. Events whose shares add up to at most one are alternatives.
    """

    service: Histogram
    events: Mapping[str, float] = field(default_factory=dict)
    calls: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """Traffic of `seconds` seconds from `starts_at` (ISO 8601) on. `source` says where it is from, and `arrivals` are
    in order of time. `next_steps` has, for each operation, how often shoppers called each other one next. The
    `cache_hits`, which Nginx answered, are not among the arrivals; a part of a trace does not have them.
    """

    source: str
    starts_at: str
    seconds: int
    behaviours: Mapping[str, Behaviour]
    arrivals: Sequence[Arrivals]
    next_steps: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    cache_hits: CacheHits = NO_CACHE_HITS

    def __post_init__(self) -> None:
        seconds = [each.second for each in self.arrivals]
        if seconds != sorted(seconds):
            raise ValueError("a trace's arrivals are in order of time")
        if seconds and not 0 <= seconds[0] <= seconds[-1] < self.seconds:
            raise ValueError(f"a trace's arrivals lie within its {self.seconds} seconds")
        if unknown := {each.operation for each in self.arrivals} - set(self.behaviours):
            raise ValueError(f"a trace says how its operations behave; it does not for {', '.join(sorted(unknown))}")

    def calls(self) -> int:
        return sum(each.calls for each in self.arrivals)

    def requests(self) -> int:
        """The number of requests of shoppers and staff, including those that Nginx answers."""
        return self.calls() - sum(each.in_background for each in self.arrivals) + self.cache_hits.requests

    def without_announcements(self) -> "Trace":
        return replace(self, arrivals=[each._replace(announced=0) for each in self.arrivals if each.calls])

    def between(self, start: int, end: int) -> "Trace":
        """The part from second `start` to before `end`, with its seconds counted from 0."""
        part = [each._replace(second=each.second - start) for each in self.arrivals if start <= each.second < end]
        length = min(end, self.seconds) - start
        return Trace(self.source, self.starts_at, length, self.behaviours, part, self.next_steps)

    def by_second(self) -> Iterator[tuple[int, list[Arrivals]]]:
        """The busy seconds, each with its arrivals."""
        found: list[Arrivals] = []
        for each in self.arrivals:
            if found and each.second != found[0].second:
                yield found[0].second, found
                found = []
            found.append(each)
        if found:
            yield found[0].second, found
