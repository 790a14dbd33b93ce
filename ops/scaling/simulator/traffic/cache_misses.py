"""Computes which requests of shoppers' visits pass Nginx's cache and reach the gateway."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ops.scaling.simulator.traffic.response_cache import Answer, KeptAnswers
from ops.scaling.simulator.traffic.trace import Kept
from ops.scaling.simulator.traffic.visits import Click

Visit = list[Click]


class Reached(NamedTuple):
    """Calls for which no client waits, by second and operation, and the requests that Nginx answered at once."""

    in_background: Mapping[tuple[int, str], int]
    kept: Kept


def past(nginx: KeptAnswers, visits: Sequence[Visit]) -> tuple[list[Visit], Reached]:
    """The visits as the gateway sees them, without clicks that cause no request to it."""
    clicks = sorted((click.second, number, click) for number, visit in enumerate(visits) for click in visit)
    seen: list[Visit] = [[] for _ in visits]
    in_background, kept, kept_first_pages = Counter[tuple[int, str]](), 0, 0
    for second, number, click in clicks:
        answers = [(each, nginx.ask(second, *each)) for each in click.asked]
        reached = [each for each in answers if each[1] is not Answer.KEPT]
        again = [asked for asked, answer in reached if answer is Answer.KEPT_AND_ASKED_AGAIN]
        in_background.update((int(second), operation) for operation, _ in again)
        kept_here = len(answers) - len(reached) + len(again)
        kept += kept_here
        kept_first_pages += kept_here if click.is_first else 0
        if reached or click.announced:
            seen[number].append(click._replace(asked=tuple(asked for asked, _ in reached)))
    return [each for each in seen if each], Reached(in_background, Kept(kept, kept_first_pages))
