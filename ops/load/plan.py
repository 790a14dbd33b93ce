"""Plans the visits of a part of a day, by the generator's shoppers (docs/tuning.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ops.scaling.simulator.traffic.generator import shoppers_of_the_day, shoppers_of_the_day_before
from ops.scaling.simulator.traffic.response_cache import FRESH_SECONDS
from ops.scaling.simulator.traffic.visits import Campaign, Click

Visit = Sequence[Click]
# The campaign of the sample day.
MAIL = Campaign(11.0, 150)


@dataclass(frozen=True, slots=True)
class Plan:
    """The planned `visits` in order of time, with seconds from the plan's beginning. `earlier_requests` are the
    requests of earlier visitors to the catalog, as operation and page.
    """

    source: str
    seconds: int
    visits: Sequence[Visit]
    earlier_requests: Sequence[tuple[str, str]] = ()


def plan_day(visitors: int, from_second: int, seconds: int, seed: int = 0) -> Plan:
    """The visits that begin in this part of a day with so many visitors; their later clicks are left out."""
    today = shoppers_of_the_day(visitors, MAIL, seed)
    before = [*shoppers_of_the_day_before(visitors, seed), *(each for each in today if each[0].second < from_second)]
    source = f"generated: a day of {visitors} visitors, from {as_time(from_second)} on"
    begun = (each for each in today if from_second <= each[0].second < from_second + seconds)
    visits = [cut([_moved(click, from_second) for click in each], seconds) for each in begun]
    return Plan(source, seconds, in_order(visits), cacheable_requests(before, from_second))


def as_time(second: int) -> str:
    return f"{second // 3600 % 24:02}:{second // 60 % 60:02}"


def cut(visit: Iterable[Click], seconds: int) -> Visit:
    """The clicks of the visit before the end."""
    return [click for click in visit if click.second < seconds]


def in_order(visits: Iterable[Visit]) -> list[Visit]:
    return sorted(visits, key=lambda each: each[0].second)


def cacheable_requests(visits: Iterable[Visit], until: int) -> list[tuple[str, str]]:
    """The requests of the visits that Nginx caches, each once, the most frequent first."""
    found = {request for each in visits for click in each if click.second < until for request in click.requests}
    return sorted(
        (each for each in found if each[0] in FRESH_SECONDS), key=lambda each: (each[0], len(each[1]), each[1])
    )


def _moved(click: Click, by: int) -> Click:
    return click._replace(second=click.second - by, announced_at=click.announced_at - by)
