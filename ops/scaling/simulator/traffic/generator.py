"""Generates a day of shoppers and staff: with journeys, a day's curve, a campaign mail, and quiet nights."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from random import Random

from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.traffic.cache_misses import PassedOn, without_cached
from ops.scaling.simulator.traffic.journeys import DAY, SHOPPERS, STAFF, WORKING_HOURS
from ops.scaling.simulator.traffic.response_cache import ResponseCache
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, CacheHits, Trace
from ops.scaling.simulator.traffic.visits import HOUR, Campaign, Click, starts, starts_after_mail, visit

DAY_SECONDS = 24 * HOUR
NOTHING = PassedOn(Counter(), CacheHits())


def day(
    behaviours: Mapping[str, Behaviour],
    visitors: int,
    staff: int = 12,
    campaign: Campaign | None = None,
    seed: int = 0,
    is_kept: bool = False,
) -> Trace:
    """A trace of 24 hours from midnight; the same arguments make the same day. With `is_kept`, requests go to Nginx,
    which has cached those of the day before; without it, each request reaches the gateway.
    """
    random, choices = chance(seed, "visits"), chance(seed, "what is looked at")
    shoppers = _shoppers(random, choices, visitors, campaign)
    workers = [list(visit(random, STAFF, start, choices)) for start in starts(random, staff, WORKING_HOURS)]
    workers = [[click._replace(is_first=False) for click in each] for each in workers]
    reached = NOTHING
    if is_kept:
        nginx = ResponseCache(chance(seed, "replicas of Nginx"))
        without_cached(nginx, shoppers_of_the_day_before(visitors, seed))
        shoppers, reached = without_cached(nginx, shoppers)
    visits = [*shoppers, *workers]
    mail = f", {campaign.visitors} more after a mail at {campaign.at_hour:g}:00" if campaign else ""
    nginx_keeps = ", without what Nginx answers" if is_kept else ""
    source = f"generated: {visitors} visitors{mail}, {staff} visits of staff{nginx_keeps}"
    arrivals = _arrivals(visits, reached.in_background)
    next_steps, hits = _next_steps(visits), reached.cache_hits
    return Trace(source, "2026-03-02T00:00:00Z", DAY_SECONDS, behaviours, arrivals, next_steps, hits)


def shoppers_of_the_day(visitors: int, campaign: Campaign | None, seed: int) -> list[list[Click]]:
    """The visits of `day`'s shoppers, as requests to Nginx."""
    return _shoppers(chance(seed, "visits"), chance(seed, "what is looked at"), visitors, campaign)


def _shoppers(random: Random, choices: Random, visitors: int, campaign: Campaign | None) -> list[list[Click]]:
    begin = [*starts(random, visitors, DAY), *(starts_after_mail(random, campaign) if campaign else ())]
    return [list(visit(random, SHOPPERS, start, choices)) for start in begin]


def shoppers_of_the_day_before(visitors: int, seed: int) -> list[list[Click]]:
    random, choices = chance(seed, "visits of the day before"), chance(seed, "what was looked at the day before")
    begin = [start - DAY_SECONDS for start in starts(random, visitors, DAY)]
    return [list(visit(random, SHOPPERS, start, choices)) for start in begin]


def _arrivals(visits: Iterable[Sequence[Click]], in_background: Mapping[tuple[int, str], int]) -> list[Arrivals]:
    calls, first_pages, announced = (Counter[tuple[int, str]]() for _ in range(3))
    for click in chain.from_iterable(visits):
        keys = [(int(click.second), operation) for operation in click.operations]
        calls.update(keys)
        first_pages.update(keys if click.is_first else ())
        announced.update((int(click.announced_at), operation) for operation in click.announced)
    found: list[Arrivals] = []
    for key in sorted(each for each in calls.keys() | announced.keys() if each[0] < DAY_SECONDS):
        number, background = calls[key], in_background.get(key, 0)
        found.append(Arrivals(*key, number, min(first_pages[key], number - background), background, announced[key]))
    return found


def _next_steps(visits: Iterable[Sequence[Click]]) -> dict[str, dict[str, int]]:
    """For each operation, how often each other one was called in the next click that calls any."""
    found: dict[str, Counter[str]] = {}
    calling = ([click for click in each if click.operations] for each in visits)
    for before, after in chain.from_iterable(pairwise(each) for each in calling):
        for operation in before.operations:
            found.setdefault(operation, Counter()).update(after.operations)
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}
