"""Derives calls from a call from outside, a start, or an event."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from gateway.routing.next_steps import NextSteps
from ops.scaling.simulator.model.call import Call
from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.model.revision import Revision
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.traffic.trace import Behaviour

# Service times are drawn from so many quantiles.
QUANTILES_BITS = 10
# The time that a function takes for a prewarming call.
WAKE_SECONDS = 0.002
ROUNDING = 1e-9


class Effects:
    """Makes calls of existing functions, and skips others; the same seed makes the same calls."""

    def __init__(
        self, revisions: Mapping[str, Revision], behaviours: Mapping[str, Behaviour], graph: CallGraph, seed: int
    ) -> None:
        self._revisions = revisions
        self._graph = graph
        self._next_steps = NextSteps(graph.next_steps if graph.edge else {})
        known = [(name, each) for name, each in behaviours.items() if name in revisions]
        self._seconds = {name: each.service.quantiles(1 << QUANTILES_BITS) for name, each in known}
        self._events = {name: list(_intervals(each.events)) for name, each in known if each.events}
        self._calls = {name: each.calls for name, each in known if each.calls}
        # One random source for each function, so that one function's draws do not shift another's.
        self._random = {name: chance(seed, f"effects of {name}") for name in revisions}

    def from_outside(self, operation: str, random: Random, is_first_page: bool) -> Call | None:
        """A shopper's call of an operation, through the edge."""
        if operation not in self._revisions:
            return None
        call = self._call(operation, random)
        edge = self._graph.edge
        if edge is not None and edge in self._revisions and edge != operation:
            call = self._call(edge, random).calls([call])
        call.is_from_outside = True
        call.is_first_page = is_first_page
        return call

    def of_form(self, operation: str, random: Random) -> Call | None:
        """A call by which the gateway wakes a function for a client that will call it; no client waits for it."""
        if (edge := self._graph.edge) not in self._revisions or operation not in self._revisions:
            return None
        call = self._call(str(edge), random)
        call.is_from_outside = call.is_in_background = True
        call.announces = operation
        return call

    def by_clock(self, operation: str) -> Call:
        return self._call(operation, self._random[operation])

    def of_start(self, operation: str) -> Sequence[Call]:
        """The calls by which a starting function wakes others."""
        return self._wakes(self._graph.wakes.get(operation, ()))

    def of_forwarding(self, operation: str, now: float) -> Sequence[Call]:
        """The calls by which the edge wakes functions that may be needed after an operation."""
        return self._wakes(self._next_steps.after(operation, now))

    def of_announcing(self, operation: str, now: float) -> Sequence[Call]:
        """The calls by which the edge wakes an announced operation."""
        return self._wakes(self._next_steps.announced([operation], now))

    def of(self, call: Call) -> Sequence[Call]:
        """The calls that carry the events of an answered call: one to the relay, which calls the consumers."""
        events = self._events.get(call.revision.name)
        if not events:
            return ()
        random, origin = self._random[call.revision.name], call.outermost()
        drawn = random.random()
        happened = [name for low, high, name in events if low <= drawn < high]
        consumers = [each for name in happened for each in self._graph.consumers.get(name, ())]
        calls = [self._call(each, random, origin) for each in consumers if each in self._revisions]
        relay = self._graph.relay
        if relay is not None and relay in self._revisions and happened:
            return [self._call(relay, random, origin).calls(calls)]
        return calls

    def _call(self, operation: str, random: Random, origin: Call | None = None) -> Call:
        quantiles = self._seconds.get(operation)
        seconds = quantiles[random.getrandbits(QUANTILES_BITS)] if quantiles else WAKE_SECONDS
        call = Call(self._revisions[operation], seconds, origin)
        if calls := self._calls.get(operation):
            called = [name for name, share in calls.items() if random.random() < share and name in self._revisions]
            call.calls([self._call(name, random) for name in called])
        return call

    def _wakes(self, names: Sequence[str]) -> Sequence[Call]:
        woken = [Call(self._revisions[name], WAKE_SECONDS) for name in names if name in self._revisions]
        for call in woken:
            call.is_wake = True
        return woken


def _intervals(events: Mapping[str, float]) -> Iterator[tuple[float, float, str]]:
    """For each event, the interval in which a random number from 0 to 1 makes it happen.

    Events whose shares add up to no more than one are alternatives. Others happen together as far as they can."""
    are_alternatives, low = sum(events.values()) <= 1 + ROUNDING, 0.0
    for name, share in events.items():
        yield low, low + share, name
        low += share if are_alternatives else 0.0
