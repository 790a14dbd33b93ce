"""Generates visits of shoppers and staff: when they begin, and what each click requests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from typing import NamedTuple

from ops.scaling.simulator.traffic.journeys import PAGES_VIEWED, Journey, Step

HOUR = 3600
# The longest time to fill in a form; the rest of a pause is what the shopper did before it opened.
FORM_SECONDS = 10.0
# The share of shoppers viewing a product who choose a size or hover over the button, but do not buy.
TEMPTED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Campaign:
    """A mail that brings `visitors`, most of them in the first minutes: in each `half_life_seconds`, half of the
    remaining ones come.
    """

    at_hour: float
    visitors: int
    half_life_seconds: float = 600.0


class Click(NamedTuple):
    """The requests of a page or of a click on one: operations, and which answer of each; and the operations announced
    before it, at `announced_at`.
    """

    second: float
    requests: tuple[tuple[str, str], ...]
    is_first: bool
    announced: tuple[str, ...] = ()
    announced_at: float = 0.0

    @property
    def operations(self) -> tuple[str, ...]:
        return tuple(operation for operation, _ in self.requests)


def starts(random: Random, visits: int, by_hour: Sequence[float]) -> Iterator[float]:
    for hour in random.choices(range(24), by_hour, k=visits):
        yield (hour + random.random()) * HOUR


def starts_after_mail(random: Random, campaign: Campaign) -> Iterator[float]:
    for _ in range(campaign.visitors):
        yield campaign.at_hour * HOUR + random.expovariate(log(2) / campaign.half_life_seconds)


def visit(random: Random, journeys: Sequence[Journey], start: float, choices: Random) -> Iterator[Click]:
    """The clicks of a visit. Pauses are exponential; a shopper may repeat a step, such as looking at another product.
    `choices` decides what the shopper looks at, so that this does not shift the times of visits.
    """
    (journey,) = random.choices(journeys, [each.share for each in journeys])
    second = start
    for number, step in enumerate(journey.steps):
        for _ in range(random.randint(1, step.repeats_max)):
            pause = random.expovariate(1 / step.pause_seconds) if step.pause_seconds else 0.0
            second += pause
            asked = tuple((operation, _which(operation, number == 0, choices)) for operation in step.operations)
            announced, before_seconds = _announced(step, choices)
            yield Click(second, asked, number == 0, announced, second - min(pause, before_seconds))


def _announced(step: Step, choices: Random) -> tuple[tuple[str, ...], float]:
    """The operations that the step announces, and how long before its click."""
    if step.is_form:
        return step.operations, FORM_SECONDS
    if step.approach_seconds:
        return step.operations, choices.expovariate(1 / step.approach_seconds)
    return ((step.tempts,) if step.tempts and choices.random() < TEMPTED_SHARE else ()), 0.0


def _which(operation: str, is_first: bool, choices: Random) -> str:
    """The list or product that a click requests; a visit's first page is the home page. The second list or product is
    requested half as often as the first, the third a third as often, and so on.
    """
    number = 0 if is_first else PAGES_VIEWED.get(operation, 0)
    return str(choices.choices(range(number), [1 / (each + 1) for each in range(number)])[0]) if number else ""
