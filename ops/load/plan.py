"""Who comes when: the visits of a part of a day, by the generator's shoppers (docs/tuning.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ops.scaling.simulator.traffic.generator import shoppers_of_the_day, shoppers_of_the_day_before
from ops.scaling.simulator.traffic.kept_answers import FRESH_SECONDS
from ops.scaling.simulator.traffic.visits import Campaign, Click

Visit = Sequence[Click]
# As the sample day has it.
MAIL = Campaign(11.0, 150)


@dataclass(frozen=True, slots=True)
class Plan:
    """`visits` in order of time, their seconds from the beginning on. `looked_at_before` is what of the catalog earlier
    visitors have asked for, by operation and which."""

    source: str
    seconds: int
    visits: Sequence[Visit]
    looked_at_before: Sequence[tuple[str, str]] = ()

    @property
    def clicks(self) -> int:
        return sum(len(each) for each in self.visits)


def of_a_day(visitors: int, from_second: int, seconds: int, seed: int = 0) -> Plan:
    """Of a day with so many visitors, the visits that begin in this part of it; what they do later is left out."""
    today = shoppers_of_the_day(visitors, MAIL, seed)
    before = [*shoppers_of_the_day_before(visitors, seed), *(each for each in today if each[0].second < from_second)]
    source = f"generated: a day of {visitors} visitors, from {from_second // 3600:02}:{from_second // 60 % 60:02} on"
    return Plan(source, seconds, _part(today, from_second, seconds), _looked_at(before, from_second))


def _part(visits: Iterable[Visit], from_second: int, seconds: int) -> list[Visit]:
    begun = (each for each in visits if from_second <= each[0].second < from_second + seconds)
    moved = [[_moved(click, from_second) for click in each] for each in begun]
    kept = [[click for click in each if click.second < seconds] for each in moved]
    return sorted(kept, key=lambda each: each[0].second)


def _moved(click: Click, by: int) -> Click:
    return click._replace(second=click.second - by, announced_at=click.announced_at - by)


def _looked_at(visits: Iterable[Visit], until: int) -> list[tuple[str, str]]:
    """Each once, what is looked at most first."""
    asked = {asked for each in visits for click in each if click.second < until for asked in click.asked}
    return sorted(
        (each for each in asked if each[0] in FRESH_SECONDS), key=lambda each: (each[0], len(each[1]), each[1])
    )
