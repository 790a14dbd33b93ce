"""Counts visitors' requests by kind and name, and how many of them made a visitor wait."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from ops.load.shopping.requests import Kind

# A visitor notices a wait of this length; without a cold start, hardly any response takes it.
WAITED_SECONDS = 0.5
WAITED_FOR = (Kind.PAGE, Kind.API)
# The number of times stored for each kind and name; later ones are counted but not in the percentiles.
TIMES_MAX = 100_000


@dataclass(slots=True)
class Counted:
    """The counts of one name: `times` in seconds, and `cold` requests, sent before their function was ready."""

    requests: int = 0
    errors: int = 0
    cold: int = 0
    times: list[float] = field(default_factory=list)

    def add(self, seconds: float, *, is_error: bool, was_cold: bool) -> None:
        self.requests += 1
        self.errors += is_error
        self.cold += was_cold
        if len(self.times) < TIMES_MAX:
            self.times.append(seconds)

    def as_json(self) -> dict[str, Any]:
        waited = sum(each > WAITED_SECONDS for each in self.times)
        counted = {"requests": self.requests, "errors": self.errors, "cold": self.cold, "waited": waited}
        return {**counted, "seconds": percentiles(self.times)}


class Counts:
    def __init__(self) -> None:
        self.by_name: dict[tuple[Kind, str], Counted] = {}
        self.failures: Counter[str] = Counter()
        self.skipped = 0
        self.visits_left_out = 0

    def add(self, kind: Kind, name: str, seconds: float, failure: str, *, was_cold: bool = False) -> None:
        """Counts a request; `failure` says what was wrong with its response, "" for nothing."""
        self.by_name.setdefault((kind, name), Counted()).add(seconds, is_error=bool(failure), was_cold=was_cold)
        if failure:
            self.failures[f"{name}: {failure}"] += 1

    def of(self, *kinds: Kind) -> Counted:
        """The counts of all these kinds together."""
        found = [each for (kind, _), each in self.by_name.items() if kind in kinds]
        together = Counted(*(sum(getattr(each, name) for each in found) for name in ("requests", "errors", "cold")))
        together.times = [time for each in found for time in each.times]
        return together

    @property
    def waited(self) -> int:
        return sum(each > WAITED_SECONDS for each in self.of(*WAITED_FOR).times)

    def as_json(self) -> dict[str, Any]:
        return {
            "by_kind": {kind.value: self.of(kind).as_json() for kind in Kind},
            "pages_and_api": self.of(*WAITED_FOR).as_json(),
            "all": self.of(*Kind).as_json(),
            "by_name": {f"{kind} {name}": each.as_json() for (kind, name), each in sorted(self.by_name.items())},
            "failures": dict(self.failures.most_common(20)),
            "skipped_calls": self.skipped,
            "visits_left_out": self.visits_left_out,
        }


def percentiles(times: list[float]) -> Mapping[str, float]:
    if len(times) < 2:
        return {name: round(sum(times), 3) for name in ("p50", "p95", "p99")}
    cut = quantiles(times, n=100, method="inclusive")
    return {"p50": round(cut[49], 3), "p95": round(cut[94], 3), "p99": round(cut[98], 3)}
