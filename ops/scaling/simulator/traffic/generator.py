"""Makes a day of shoppers and staff: by journey, with a day's curve, a campaign mail, and quiet nights."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from math import log
from random import Random
from typing import NamedTuple

from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.traffic.journeys import DAY, SHOPPERS, STAFF, WORKING_HOURS, Journey
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, Trace

HOUR = 3600
DAY_SECONDS = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Campaign:
    """A mail that makes so many shoppers come, most of them in the first minutes: half of who still comes does so every
    `half_life_seconds`."""

    at_hour: float
    visitors: int
    half_life_seconds: float = 600.0


class Click(NamedTuple):
    second: float
    operations: tuple[str, ...]
    is_first: bool


def day(
    behaviours: Mapping[str, Behaviour], visitors: int, staff: int = 12, campaign: Campaign | None = None, seed: int = 0
) -> Trace:
    """24 hours from midnight. The same arguments make the same day."""
    random = chance(seed, "visits")
    starts = [*_starts(random, visitors, DAY), *(_campaign(random, campaign) if campaign else ())]
    visits = [list(_visit(random, SHOPPERS, start)) for start in starts]
    calls, first_pages = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for click in chain.from_iterable(visits):
        first_pages.update((int(click.second), operation) for operation in click.operations if click.is_first)
    visits += [list(_visit(random, STAFF, start)) for start in _starts(random, staff, WORKING_HOURS)]
    for click in chain.from_iterable(visits):
        calls.update((int(click.second), operation) for operation in click.operations)
    counted = sorted(each for each in calls.items() if each[0][0] < DAY_SECONDS)
    arrivals = [Arrivals(*key, number, first_pages[key]) for key, number in counted]
    mail = f", {campaign.visitors} more after a mail at {campaign.at_hour:g}:00" if campaign else ""
    source = f"generated: {visitors} visitors{mail}, {staff} visits of staff"
    return Trace(source, "2026-03-02T00:00:00Z", DAY_SECONDS, behaviours, arrivals, _next_steps(visits))


def _starts(random: Random, visits: int, by_hour: Sequence[float]) -> Iterator[float]:
    for hour in random.choices(range(24), by_hour, k=visits):
        yield (hour + random.random()) * HOUR


def _campaign(random: Random, campaign: Campaign) -> Iterator[float]:
    for _ in range(campaign.visitors):
        yield campaign.at_hour * HOUR + random.expovariate(log(2) / campaign.half_life_seconds)


def _visit(random: Random, journeys: Sequence[Journey], start: float) -> Iterator[Click]:
    """Pauses are exponential; a shopper may repeat a step, such as looking at another product."""
    (journey,) = random.choices(journeys, [each.share for each in journeys])
    second = start
    for number, step in enumerate(journey.steps):
        for _ in range(random.randint(1, step.repeats_max)):
            second += random.expovariate(1 / step.pause_seconds) if step.pause_seconds else 0.0
            yield Click(second, step.operations, number == 0)


def _next_steps(visits: Iterable[Sequence[Click]]) -> dict[str, dict[str, int]]:
    """How often which operation was called in the click after which."""
    found: dict[str, Counter[str]] = {}
    for before, after in chain.from_iterable(pairwise(visit) for visit in visits):
        for operation in before.operations:
            found.setdefault(operation, Counter()).update(after.operations)
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}
