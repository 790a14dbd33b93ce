"""Runs Locust with one user for each visitor, at the visitor's time."""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

import gevent

from ops.load.counting import Counts
from ops.load.locust_user import Load, LoadEnvironment, MakeVisitor, Shopping
from ops.load.plan import Plan

# More at once would measure this program.
AT_ONCE_MAX = 500
PROGRESS_SECONDS = 30.0
# How long visitors may still wait for responses at the end.
END_SECONDS = 40.0

Say = Callable[[str], None]


def run(plan: Plan, url: str, make_visitor: MakeVisitor, say: Say) -> Counts:
    """Runs the plan, and a little longer for visitors who still wait; Ctrl-C ends it. Returns the counts."""
    environment = LoadEnvironment(user_classes=[Shopping], catch_exceptions=False)
    Shopping.host = url
    began_at = time.monotonic()
    environment.load = Load(deque(), began_at, began_at + plan.seconds, Counts(), make_visitor)
    runner = environment.create_local_runner()
    progress = gevent.spawn(_report, runner, environment.load, say)
    try:
        _start_visitors(plan, environment.load, runner)
        with gevent.Timeout(END_SECONDS, False):
            while runner.user_count:
                gevent.sleep(0.2)
    except KeyboardInterrupt:
        say("Stopped; this is what was counted until now.")
    finally:
        progress.kill()
        runner.quit()
    return environment.load.counts


def _start_visitors(plan: Plan, load: Load, runner: Any) -> None:
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
