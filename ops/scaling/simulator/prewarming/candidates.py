"""Finds candidates for waking: functions that shoppers are likely to need after an operation."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gateway.routing.next_steps import before
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.preview.metrics import CONFIRMS
from ops.scaling.simulator.prewarming.reached import reached
from ops.scaling.simulator.traffic.trace import Behaviour, Trace

# Waking for a rarer step costs more in pods than it saves, and evaluating it takes time.
SHARE_MIN = 0.05

# The web shop asks for a quote when its checkout opens, and announces the order when it can be placed.
CHECKOUT, ORDERS = "quote-order", "place-order"


class Candidate(NamedTuple):
    """A call of `operation`, or its announcement if it is a row `before` one, wakes `woken`; `share` of the calls lead
    to the step that needs them.
    """

    operation: str
    woken: tuple[str, ...]
    share: float


def candidates(trace: Trace, graph: CallGraph) -> list[Candidate]:
    """Each likely next step alone, and together with the functions that carry its events, which are useful only
    together; the same again for announcements of the operation.
    """
    found = {
        Candidate(operation, woken, round(share, 3))
        for operation in trace.next_steps
        for step, share in reached(trace, operation).items()
        if share >= SHARE_MIN
        for woken in _of_step(step, trace.behaviours, graph)
    }
    own = {
        Candidate(each, chain, 1.0) for each in trace.next_steps if (chain := carriers(each, trace.behaviours, graph))
    }
    said = announced(trace)
    earlier = {each._replace(operation=before(each.operation)) for each in found | own if each.operation in said}
    return sorted(found | own | earlier)


def for_orders(trace: Trace, graph: CallGraph) -> list[Candidate]:
    """The candidate that is always chosen: it wakes the functions that carry an order until it is confirmed. They wake
    when clients announce the order, or else when the checkout opens, which costs more, since filling it in takes longer
    than a function stays.
    """
    chain = carriers(ORDERS, trace.behaviours, graph)
    if not chain:
        return []
    if ORDERS in announced(trace):
        return [Candidate(before(ORDERS), chain, 1.0)]
    return [Candidate(CHECKOUT, (ORDERS, *chain), round(reached(trace, CHECKOUT).get(ORDERS, 0.0), 3))]


def announced(trace: Trace) -> frozenset[str]:
    return frozenset(each.operation for each in trace.arrivals if each.announced)


def carriers(operation: str, behaviours: Mapping[str, Behaviour], graph: CallGraph) -> tuple[str, ...]:
    """The functions that handle the operation's events, in the order in which events reach them, up to the confirmation
    of an order: no client waits for what follows it, such as a mail.
    """
    found: dict[str, None] = {}
    ahead = [operation]
    for each in ahead:
        behaviour = behaviours.get(each)
        for name in _handlers(behaviour, graph) if behaviour else ():
            if name not in found and name != operation:
                found[name] = None
                if name != CONFIRMS:
                    ahead.append(name)
    return tuple(found)


def _handlers(behaviour: Behaviour, graph: CallGraph) -> Iterator[str]:
    """The handlers of the likelier events, since functions are not woken for failures. An event may be rarer than half
    of the calls, because only one of several calls decides, such as about a payment.
    """
    yield from behaviour.calls
    likeliest = max(behaviour.events.values(), default=0.0)
    for event, share in behaviour.events.items():
        if share >= max(likeliest / 2, SHARE_MIN) and event in graph.consumers:
            if graph.relay is not None:
                yield graph.relay
            yield from graph.consumers[event]


def _of_step(step: str, behaviours: Mapping[str, Behaviour], graph: CallGraph) -> Iterator[tuple[str, ...]]:
    yield (step,)
    if chain := carriers(step, behaviours, graph):
        yield (step, *chain)


def merged(chosen: Sequence[Candidate]) -> dict[str, tuple[str, ...]]:
    """The table of next steps of these candidates."""
    found: dict[str, dict[str, None]] = {}
    for each in chosen:
        found.setdefault(each.operation, {}).update(
            dict.fromkeys(name for name in each.woken if name != each.operation)
        )
    return {operation: tuple(names) for operation, names in sorted(found.items())}
