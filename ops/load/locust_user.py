"""Defines Locust's user, which makes one visit. Importing this module patches the standard library for gevent, so only
a process of its own does (`python -m ops.load`).
"""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import gevent
from gevent.pool import Group
from locust import task
from locust.contrib.fasthttp import FastHttpUser
from locust.env import Environment
from locust.exception import StopUser

from ops.load.counting import Counts
from ops.load.plan import Visit
from ops.load.shopping.requests import Answer, Request, SendAll
from ops.load.shopping.visitor import Visitor

ANSWER_SECONDS, CONNECT_SECONDS = 35.0, 10.0
# As the web shop does after an old answer (frontend/src/catalog/useFreshCatalog.ts).
REFRESH_DELAYS_SECONDS = (1.5, 1.5, 3.0, 6.0, 12.0)

MakeVisitor = Callable[[SendAll], Visitor]


@dataclass(slots=True)
class Load:
    """The state that all users of Locust share."""

    visits: deque[Visit]
    began_at: float
    ends_at: float
    counts: Counts
    make_visitor: MakeVisitor


class LoadEnvironment(Environment):
    load: Load


class Shopping(FastHttpUser):
    """Makes one visit, and then stops the user."""

    network_timeout, connection_timeout, insecure = ANSWER_SECONDS, CONNECT_SECONDS, False
    environment: LoadEnvironment

    @task
    def visit(self) -> None:
        load = self.environment.load
        visit = load.visits.popleft()
        visitor = load.make_visitor(self._send_all)
        try:
            self._go(visit, visitor, load)
        except (LookupError, TypeError, ValueError) as wrong:
            # An answer that the web shop could not have shown either.
            load.counts.failures[f"a visit ended: {type(wrong).__name__} {wrong}"[:200]] += 1
        finally:
            load.counts.skipped += visitor.skipped
        raise StopUser

    def _go(self, visit: Visit, visitor: Visitor, load: Load) -> None:
        for click in visit:
            if click.announced:
                self._stay(visitor, load.began_at + click.announced_at)
                visitor.announce(click.announced)
            self._stay(visitor, load.began_at + click.second)
            visitor.click(click)
        self._stay(visitor, min(load.ends_at, time.monotonic() + sum(REFRESH_DELAYS_SECONDS)))

    def _stay(self, visitor: Visitor, until: float) -> None:
        """Stays on the page, which requests the answers again that are stale."""
        for delay in REFRESH_DELAYS_SECONDS:
            if not visitor.sees_old_answers or time.monotonic() + delay > until:
                break
            gevent.sleep(delay)
            visitor.ask_again()
        gevent.sleep(max(0.0, until - time.monotonic()))

    def _send_all(self, requests: Sequence[Request]) -> Sequence[Answer]:
        return [self._send(requests[0])] if len(requests) == 1 else Group().map(self._send, requests)

    def _send(self, request: Request) -> Answer:
        body: dict[str, Any] = {"json": request.json} if request.json is not None else {"data": request.form or None}
        began = time.monotonic()
        with self.client.request(
            request.method, request.path, name=request.name, headers=dict(request.headers), catch_response=True, **body
        ) as response:
            status = response.status_code
            is_wrong = not 200 <= status < 400 and status not in request.accepted
            failure = (str(status) if status else str(response.error)) if is_wrong else ""
            if failure:
                response.failure(failure)
            else:
                response.success()
            headers = {name.lower(): value for name, value in (response.headers or {}).items()}
            answer = Answer(status, headers, response.text or "" if status else "")
        seconds = time.monotonic() - began
        self.environment.load.counts.add(request.kind, request.name, seconds, failure, was_cold=answer.met_cold_start)
        return answer
