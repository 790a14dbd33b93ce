"""Lets visitors come at their times, each a user of Locust. Importing this module patches the standard library for
gevent, so only a process of its own does (`python -m ops.load`)."""

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

from ops.load.asked import Answer, Asked, SendAll
from ops.load.counting import Counts
from ops.load.plan import Plan, Visit
from ops.load.visitor import Visitor

# More at once would measure this program.
AT_ONCE_MAX = 500
ANSWER_SECONDS, CONNECT_SECONDS = 35.0, 10.0
# As the web shop does after an old answer (frontend/src/catalog/useFreshCatalog.ts).
ASKS_AGAIN_AFTER = (1.5, 1.5, 3.0, 6.0, 12.0)
PROGRESS_SECONDS = 30.0
# Who is still waiting at the end may wait for this.
END_SECONDS = 40.0

MakeVisitor = Callable[[SendAll], Visitor]
Say = Callable[[str], None]


@dataclass(slots=True)
class Load:
    """What the users of Locust share."""

    visits: deque[Visit]
    began_at: float
    ends_at: float
    counts: Counts
    make_visitor: MakeVisitor


class LoadEnvironment(Environment):
    load: Load


class Shopping(FastHttpUser):
    """One visit; then the user is gone."""

    network_timeout, connection_timeout, insecure = ANSWER_SECONDS, CONNECT_SECONDS, False
    environment: LoadEnvironment

    @task
    def visit(self) -> None:
        load = self.environment.load
        visit = load.visits.popleft()
        visitor = load.make_visitor(self._send_all)
        try:
            self._go(visit, visitor, load)
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
        self._stay(visitor, min(load.ends_at, time.monotonic() + sum(ASKS_AGAIN_AFTER)))

    def _stay(self, visitor: Visitor, until: float) -> None:
        """On the page, which asks again where it shows old answers."""
        for delay in ASKS_AGAIN_AFTER:
            if not visitor.sees_old_answers or time.monotonic() + delay > until:
                break
            gevent.sleep(delay)
            visitor.ask_again()
        gevent.sleep(max(0.0, until - time.monotonic()))

    def _send_all(self, asked: Sequence[Asked]) -> Sequence[Answer]:
        return [self._send(asked[0])] if len(asked) == 1 else Group().map(self._send, asked)

    def _send(self, asked: Asked) -> Answer:
        body: dict[str, Any] = {"json": asked.json} if asked.json is not None else {"data": asked.form or None}
        began = time.monotonic()
        with self.client.request(
            asked.method, asked.path, name=asked.name, headers=dict(asked.headers), catch_response=True, **body
        ) as response:
            status = response.status_code
            is_wrong = not 200 <= status < 400 and status not in asked.accepted
            failure = (str(status) if status else str(response.error)) if is_wrong else ""
            if failure:
                response.failure(failure)
            else:
                response.success()
            headers = {name.lower(): value for name, value in (response.headers or {}).items()}
            answer = Answer(status, headers, response.text or "" if status else "")
        self.environment.load.counts.add(asked.kind, asked.name, time.monotonic() - began, failure)
        return answer


def run(plan: Plan, url: str, make_visitor: MakeVisitor, say: Say) -> Counts:
    """Takes as long as the plan, and a little for who still waits. Ctrl-C ends it, and returns what was counted."""
    environment = LoadEnvironment(user_classes=[Shopping], catch_exceptions=False)
    Shopping.host = url
    began_at = time.monotonic()
    environment.load = Load(deque(), began_at, began_at + plan.seconds, Counts(), make_visitor)
    runner = environment.create_local_runner()
    progress = gevent.spawn(_report, runner, environment.load, say)
    try:
        _let_them_come(plan, environment.load, runner)
        with gevent.Timeout(END_SECONDS, False):
            while runner.user_count:
                gevent.sleep(0.2)
    except KeyboardInterrupt:
        say("Stopped; this is what was counted until now.")
    finally:
        progress.kill()
        runner.quit()
    return environment.load.counts


def _let_them_come(plan: Plan, load: Load, runner: Any) -> None:
    for visit in plan.visits:
        gevent.sleep(max(0.0, load.began_at + visit[0].second - time.monotonic()))
        if runner.user_count >= AT_ONCE_MAX:
            load.counts.visits_left_out += 1
            continue
        load.visits.append(visit)
        runner.spawn_users({Shopping.__name__: 1})
    gevent.sleep(max(0.0, load.ends_at - time.monotonic()))


def _report(runner: Any, load: Load, say: Say) -> None:
    while True:
        gevent.sleep(PROGRESS_SECONDS)
        left = max(0, round(load.ends_at - time.monotonic()))
        stats = runner.environment.stats.total
        said = f"{stats.num_requests} requests, {stats.num_failures} errors, {runner.user_count} visitors here"
        say(f"{time.strftime('%H:%M:%S')} {said}, {left // 60} min {left % 60} s left")
