"""Visits of shoppers and staff: when they begin, and what each of their clicks asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from random import Random
from typing import NamedTuple

from ops.scaling.simulator.traffic.journeys import LOOKED_AT, Journey

HOUR = 3600
# A form is filled in within so long; what a shopper did before it opened takes the rest of the pause.
FORM_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Campaign:
    """A mail that makes so many shoppers come, most of them in the first minutes: half of who still comes does so every
    `half_life_seconds`."""

    at_hour: float
    visitors: int
    half_life_seconds: float = 600.0


class Click(NamedTuple):
    """What a page, or a click on one, asks for: operations, and which of each one's answers. Where it sends a form, the
    form opened at that second."""

    second: float
    asked: tuple[tuple[str, str], ...]
    is_first: bool
    opened_at: float | None = None

    @property
    def operations(self) -> tuple[str, ...]:
        return tuple(operation for operation, _ in self.asked)


def starts(random: Random, visits: int, by_hour: Sequence[float]) -> Iterator[float]:
    for hour in random.choices(range(24), by_hour, k=visits):
        yield (hour + random.random()) * HOUR


def starts_after_mail(random: Random, campaign: Campaign) -> Iterator[float]:
    for _ in range(campaign.visitors):
        yield campaign.at_hour * HOUR + random.expovariate(log(2) / campaign.half_life_seconds)


def visit(random: Random, journeys: Sequence[Journey], start: float, choices: Random) -> Iterator[Click]:
    """Pauses are exponential; a shopper may repeat a step, such as looking at another product. `choices` decides what
    is looked at, so that it does not shift who comes when."""
    (journey,) = random.choices(journeys, [each.share for each in journeys])
    second = start
    for number, step in enumerate(journey.steps):
        for _ in range(random.randint(1, step.repeats_max)):
            pause = random.expovariate(1 / step.pause_seconds) if step.pause_seconds else 0.0
            second += pause
            asked = tuple((operation, _which(operation, number == 0, choices)) for operation in step.operations)
            opened_at = second - min(pause, FORM_SECONDS) if step.is_form else None
            yield Click(second, asked, number == 0, opened_at)


def _which(operation: str, is_first: bool, choices: Random) -> str:
    """Every first page is the home page. Of lists and products the second is looked at half as often as the first, the
    third a third as often, and so on."""
    number = 0 if is_first else LOOKED_AT.get(operation, 0)
    return str(choices.choices(range(number), [1 / (each + 1) for each in range(number)])[0]) if number else ""
