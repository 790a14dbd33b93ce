"""Defines the evidence about a revision and the shop: numbers to compare between two revisions or two times."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# The buckets of a histogram: a count for each bound, and one for larger values.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers and starts of a revision, since its beginning or since a time."""

    # Server errors, and requests that were refused (4xx).
    errors: int = 0
    refusals: int = 0
    durations: Counts = ()
    starts: Counts = ()

    @property
    def number(self) -> int:
        return sum(self.durations)

    def since(self, earlier: "Answers") -> "Answers":
        """The increase since `earlier`; all of it if the sums were reset meanwhile."""
        if earlier.number > self.number or sum(earlier.starts) > sum(self.starts):
            return self
        return Answers(
            max(0, self.errors - earlier.errors),
            max(0, self.refusals - earlier.refusals),
            _less(self.durations, earlier.durations),
            _less(self.starts, earlier.starts),
        )


@dataclass(frozen=True, slots=True)
class ShopState:
    """The shop's own invariants: violations by name, and orders past their deadline."""

    violations: Mapping[str, int] = field(default_factory=dict)
    orders_overdue: int = 0


def _less(now: Counts, then: Counts) -> Counts:
    return tuple(max(0, a - b) for a, b in zip(now, then, strict=True)) if then else now
