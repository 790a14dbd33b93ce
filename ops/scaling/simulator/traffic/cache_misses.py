"""Computes which requests of shoppers' visits pass Nginx's cache and reach the gateway."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ops.scaling.simulator.traffic.response_cache import ResponseCache, ResponseSource
from ops.scaling.simulator.traffic.trace import CacheHits
from ops.scaling.simulator.traffic.visits import Click

Visit = list[Click]


class PassedOn(NamedTuple):
    """Calls for which no client waits, by second and operation, and the requests that Nginx answered at once."""

    in_background: Mapping[tuple[int, str], int]
    cache_hits: CacheHits


def without_cached(nginx: ResponseCache, visits: Sequence[Visit]) -> tuple[list[Visit], PassedOn]:
    """The visits as the gateway sees them, without clicks that cause no request to it."""
    clicks = sorted((click.second, number, click) for number, visit in enumerate(visits) for click in visit)
    seen: list[Visit] = [[] for _ in visits]
    in_background, kept, kept_first_pages = Counter[tuple[int, str]](), 0, 0
    for second, number, click in clicks:
        answers = [(each, nginx.request(second, *each)) for each in click.requests]
        reached = [each for each in answers if each[1] is not ResponseSource.CACHED]
        again = [request for request, answer in reached if answer is ResponseSource.CACHED_AND_REFRESHED]
        in_background.update((int(second), operation) for operation, _ in again)
        kept_here = len(answers) - len(reached) + len(again)
        kept += kept_here
        kept_first_pages += kept_here if click.is_first else 0
        if reached or click.announced:
            seen[number].append(click._replace(requests=tuple(request for request, _ in reached)))
    return [each for each in seen if each], PassedOn(in_background, CacheHits(kept, kept_first_pages))
