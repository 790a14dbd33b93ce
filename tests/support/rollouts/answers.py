"""Answers of a revision, as the tests of rollouts need them."""

from functions.runtime.telemetry.metrics import ANSWER_SECONDS
from rollouts.rules.evidence import Answers, Counts

FAST, SLOW = 2, 7  # up to 25 ms, up to 1 s


def counts(**by_bucket: int) -> Counts:
    """A histogram with these counts, `b7=3` being three in the bucket 7."""
    numbers = [0] * (len(ANSWER_SECONDS) + 1)
    for name, number in by_bucket.items():
        numbers[int(name.removeprefix("b"))] += number
    return tuple(numbers)


def answers(number: int, errors: int = 0, *, refusals: int = 0, bucket: int = FAST, starts: Counts = ()) -> Answers:
    return Answers(errors, refusals, counts(**{f"b{bucket}": number}), starts)
