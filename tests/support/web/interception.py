"""Delays, loses or refuses calls of a page."""

import re
from collections.abc import Callable
from functools import partial

from playwright.sync_api import Route

from tests.support.waiting import eventually
from tests.support.web.visitor import Visitor

ORDERS = re.compile(r"/api/orders$")
# As many as frontend/src/api/retry.ts makes.
ATTEMPTS = 6
DOWN = (
    '{"type": "urn:cloudshop:problem:function-down", "title": "down", "status": 503, "detail": "", "request_id": "r"}'
)


class InterceptedCalls:
    """What happens to each call of an operation, one after the other; after that they pass. Keeps their keys."""

    def __init__(self, visitor: Visitor, operation: re.Pattern[str], *happenings: Callable[[Route], None]) -> None:
        self.keys: list[str | None] = []
        self._happenings = list(happenings)
        visitor.page.route(operation, self._pass)

    def has_seen(self, calls: int) -> bool:
        return len(self.keys) >= calls

    def _pass(self, route: Route) -> None:
        # Nothing waits for an announcement (frontend/src/api/usePrewarm.ts).
        if route.request.method == "OPTIONS" or (route.request.method == "GET" and ORDERS.search(route.request.url)):
            return route.continue_()
        self.keys.append(route.request.headers.get("idempotency-key"))
        return self._happenings.pop(0)(route) if self._happenings else route.continue_()


def refuse(route: Route) -> None:
    route.fulfill(status=503, content_type="application/problem+json", headers={"retry-after": "1"}, body=DOWN)


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort("connectionreset")


def take_without_answering(route: Route) -> None:
    route.fetch()


def lose_the_request(route: Route) -> None:
    route.abort("connectionrefused")


def exhausts_retries(visitor: Visitor, intercepted: InterceptedCalls) -> None:
    """Lets the page's clock run through its pauses, however long they are."""
    for attempt in range(1, ATTEMPTS + 1):
        comes(visitor, partial(intercepted.has_seen, attempt), what=f"attempt {attempt}")
        visitor.page.clock.run_for(10_000)


def comes(visitor: Visitor, holds: Callable[[], object], *, what: str) -> None:
    """Waits for what happens outside the page; routes are only served while the page is asked something."""
    eventually(lambda: visitor.page.evaluate("1") and holds(), seconds=30, what=what)
