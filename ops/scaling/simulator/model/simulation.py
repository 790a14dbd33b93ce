"""Simulates a trace's traffic in a shop: the same day with other settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ops.scaling.simulator.knative.decider import TICK_SECONDS
from ops.scaling.simulator.model.autoscaling import Autoscaling
from ops.scaling.simulator.model.call import Call
from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.model.effects import Effects
from ops.scaling.simulator.model.observed import Observed, ShopObserved
from ops.scaling.simulator.model.pods import Pods
from ops.scaling.simulator.model.requests import Requests
from ops.scaling.simulator.model.revision import Revision
from ops.scaling.simulator.model.scheduling import Scheduling
from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.timeline import Timeline
from ops.scaling.simulator.traffic.trace import Trace

# A function calls those it wakes when this part of its start has passed: its process has begun to run.
WAKES_AFTER_PART = 0.35


@dataclass(frozen=True, slots=True)
class Outcome:
    seconds: int
    functions: Mapping[str, Observed]
    shop: ShopObserved


class Simulation:
    """One run. The same shop, trace and seed give the same outcome. Another seed draws other times within seconds,
    service times and starts, so several seeds show the effect of chance.
    """

    def __init__(self, shop: Shop, trace: Trace, seed: int) -> None:
        self._trace = trace
        self._graph = shop.graph
        self._random = chance(seed, "arrivals")
        phases = chance(seed, "ticks")
        self._revisions = {
            name: Revision(name, shop.functions[name], phases.uniform(0, TICK_SECONDS))
            for name in sorted(shop.functions)
        }
        self._timeline = Timeline()
        pods = Pods(self._timeline, shop.cold_starts, seed)
        pods.on_start = self._wake
        self._effects = Effects(self._revisions, trace.behaviours, shop.graph, seed)
        autoscaling = Autoscaling(self._timeline, pods)
        self._requests = Requests(self._timeline, autoscaling, pods, self._effects)
        self._requests.observed.count_cache_hits(trace.cache_hits)
        scheduling = Scheduling(self._timeline, autoscaling, self._revisions)
        scheduling.plan(shop.schedules, datetime.fromisoformat(trace.starts_at), trace.seconds)

    def run(self) -> Outcome:
        timeline, arrive = self._timeline, self._requests.arrive
        self._plan_clock()
        for time, call in self._calls():
            timeline.run_until(time)
            arrive(time, call)
        timeline.run_until(self._trace.seconds)
        functions = {name: each.observed for name, each in self._revisions.items()}
        return Outcome(self._trace.seconds, functions, self._requests.observed)

    def _calls(self) -> Iterator[tuple[float, Call]]:
        """The calls from outside, at random times within their second, in order of time."""
        random, from_outside = self._random, self._effects.from_outside
        for second, found in self._trace.by_second():
            made: list[tuple[float, int, Call]] = []
            for each in found:
                for number in range(each.calls):
                    call = from_outside(each.operation, random, number < each.first_pages)
                    if call is not None:
                        call.is_in_background = number >= each.calls - each.in_background
                        made.append((second + random.random(), len(made), call))
                for _ in range(each.announced):
                    if (form := self._effects.of_form(each.operation, random)) is not None:
                        made.append((second + random.random(), len(made), form))
            made.sort()
            for time, _, call in made:
                yield time, call

    def _plan_clock(self) -> None:
        for operation, every_seconds in self._graph.clock.items():
            if operation in self._revisions:
                for time in range(every_seconds, self._trace.seconds, every_seconds):
                    self._timeline.at(time, self._by_clock, operation)

    def _by_clock(self, now: float, operation: str) -> None:
        self._requests.arrive(now, self._effects.by_clock(operation))

    def _wake(self, now: float, revision: Revision, seconds: float) -> None:
        for call in self._effects.of_start(revision.name):
            self._timeline.at(now + seconds * WAKES_AFTER_PART, self._requests.arrive, call)
