"""Counts which operations shoppers call one after the other, for `make tune-record`; it remembers only the visit."""

from collections import OrderedDict
from dataclasses import dataclass

# A page's calls come at once; what comes later is the next page, or a click on it.
PAGE_SECONDS = 1.0
# A client that was silent for this long begins another visit.
VISIT_SECONDS = 1800.0
CLIENTS_MAX = 10_000
# A page of the web shop calls fewer operations; more are a program's.
PAGE_OPERATIONS_MAX = 8
FIRST = ("none",)


@dataclass(slots=True)
class _Visit:
    """The operations of the previous and of the present page."""

    before: tuple[str, ...]
    page: tuple[str, ...]
    page_began_at: float
    called_at: float


class Journeys:
    """Visits by client; at `clients_max`, the least recently seen clients are dropped."""

    def __init__(self, clients_max: int = CLIENTS_MAX) -> None:
        self._clients_max = clients_max
        self._visits: OrderedDict[str, _Visit] = OrderedDict()

    def before(self, client: str, operation: str, now: float) -> tuple[str, ...]:
        """The operations of the page before that of this call; `none` on a visit's first page."""
        visit = self._visits.get(client)
        if visit is None or now - visit.called_at > VISIT_SECONDS:
            visit = self._begin(client, now)
        elif now - visit.page_began_at > PAGE_SECONDS:
            visit.before, visit.page, visit.page_began_at = visit.page, (), now
        if operation not in visit.page:
            visit.page = (*visit.page, operation)[:PAGE_OPERATIONS_MAX]
        visit.called_at = now
        self._visits.move_to_end(client)
        return visit.before

    def _begin(self, client: str, now: float) -> _Visit:
        if client not in self._visits and len(self._visits) >= self._clients_max:
            self._visits.popitem(last=False)
        visit = self._visits[client] = _Visit(FIRST, (), now, now)
        return visit
