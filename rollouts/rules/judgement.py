"""Compares a new revision with the old one that serves beside it, and finds the reasons to roll it back.

Both get the same traffic at the same time, so the new revision causes any difference that is more than chance. A
rollout is checked about a hundred times, so each check must have a small probability of a false alarm.
"""

from collections.abc import Iterator
from itertools import accumulate

from functions.runtime.telemetry.metrics import ANSWER_SECONDS
from rollouts.rules.chance import at_least, at_most
from rollouts.rules.evidence import Answers, Counts, ShopState

CHANCE_MAX = 0.0005
# Fewer failures prove nothing, however unlikely they are.
FAILURES_MIN = 3
# The error rate below which no revision is rolled back: no shop is free of errors.
ERROR_RATE_MIN = 0.001
# Refusals depend on clients, whose requests come in bursts of the same kind.
REFUSAL_RATE_MIN = 0.05
# An answer is slow if it takes over twice the old revision's 95th percentile, and long enough for a shopper to notice.
SLOW_FACTOR, SLOW_SECONDS_MORE, SLOW_RATE_MIN = 2, 0.1, 0.05
# The old revision's starts to compare with: fewer say nothing about the usual one.
STARTS_MIN = 3
# The part of its share that a revision must have answered; retried and waiting requests are missing for a while.
ANSWERED_MIN = 0.5
OVERDUE_MORE = 3


def faults(old: Answers, new: Answers, expected: float) -> list[str]:
    """Why the new revision is worse, empty if it is not; `expected` is the number of requests sent to it."""
    found = [*_failures(old, new), *_slowness(old, new)]
    if at_most(new.number, ANSWERED_MIN * expected) < CHANCE_MAX:
        found.append(f"it has answered {new.number} of about {expected:.0f} requests that it was sent")
    return found


def shop_faults(before: ShopState, now: ShopState) -> list[str]:
    """The shop's invariants that were violated since."""
    found = [
        f"invariant {name} is violated in {number} places, {before.violations.get(name, 0)} before"
        for name, number in sorted(now.violations.items())
        if number > before.violations.get(name, 0)
    ]
    if now.orders_overdue >= before.orders_overdue + OVERDUE_MORE:
        found.append(f"{now.orders_overdue} orders are past their deadline, {before.orders_overdue} before")
    return found


def _failures(old: Answers, new: Answers) -> Iterator[str]:
    kinds = {
        "server errors": (old.errors, new.errors, ERROR_RATE_MIN),
        "refusals": (old.refusals, new.refusals, REFUSAL_RATE_MIN),
    }
    for what, (before, now, rate_min) in kinds.items():
        if _is_more(before, old.number, now, new.number, rate_min):
            yield f"{now} of {new.number} answers are {what}, {before} of {old.number} of the old revision"


def _slowness(old: Answers, new: Answers) -> Iterator[str]:
    """Slow answers, of which one for each start is ignored, since a pod's first answer may be slow."""
    if (limit := _slow_from(old.durations)) is not None:
        cold = sum(new.starts)
        slow, before = _above(limit, new.durations), _above(limit, old.durations)
        if _is_more(before, old.number, slow - cold, max(0, new.number - cold), SLOW_RATE_MIN):
            yield (
                f"{slow} of {new.number} answers took over {ANSWER_SECONDS[limit]:g} s, "
                f"{before} of {old.number} of the old revision"
            )
    if sum(old.starts) >= STARTS_MIN and (limit := _slow_from(old.starts)) is not None:
        slow, starts = _above(limit, new.starts), sum(new.starts)
        if _is_more(_above(limit, old.starts), sum(old.starts), slow, starts, SLOW_RATE_MIN):
            yield f"{slow} of {starts} cold starts took over {ANSWER_SECONDS[limit]:g} s"


def _is_more(before: int, of_old: int, now: int, of_new: int, rate_min: float) -> bool:
    """Whether the new rate is above the old one, and above `rate_min`, by more than chance."""
    # One more hit than was seen, because few requests prove little.
    rate = max(rate_min, (before + 1) / (of_old + 1))
    return now >= FAILURES_MIN and at_least(now, of_new, rate) < CHANCE_MAX


def _slow_from(counts: Counts) -> int | None:
    """The first bucket of slow answers; None if nothing is known, or if no bucket is slower."""
    total = sum(counts)
    if not total:
        return None
    p95 = next(index for index, below in enumerate(accumulate(counts)) if below >= 0.95 * total)
    if p95 >= len(ANSWER_SECONDS):
        return None
    limit = max(SLOW_FACTOR * ANSWER_SECONDS[p95], ANSWER_SECONDS[p95] + SLOW_SECONDS_MORE)
    return next((index for index, bound in enumerate(ANSWER_SECONDS) if bound >= limit), None)


def _above(bucket: int, counts: Counts) -> int:
    return sum(counts[bucket + 1 :])
