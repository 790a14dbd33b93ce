"""What is known of a revision and of the shop: numbers that are compared between two revisions or two times."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Buckets of a histogram: counts up to each of the bounds, and one of those above.
Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a revision has answered and how it started, since its first day or since a time."""

    # Server errors, and requests that were refused (4xx).
    errors: int = 0
    refusals: int = 0
    durations: Counts = ()
    starts: Counts = ()

    @property
    def number(self) -> int:
        return sum(self.durations)

    def since(self, earlier: "Answers") -> "Answers":
        """What has come since `earlier`; everything, if the sums have begun anew meanwhile."""
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
