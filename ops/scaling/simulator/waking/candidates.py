"""What could be woken when which operation is called, by how shoppers went on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gateway.routing.next_steps import before
from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.preview.metrics import CONFIRMS
from ops.scaling.simulator.traffic.trace import Behaviour, Trace
from ops.scaling.simulator.waking.reached import reached

# A step that so few take costs more pods than it saves seconds; looking at rarer ones would only take longer.
SHARE_MIN = 0.05

# The web shop asks for a quote when its checkout opens, and announces the order when it can be placed.
CHECKOUT, ORDERS = "quote-order", "place-order"


class Candidate(NamedTuple):
    """When `operation` is called, or announced where it is a row `before` one, `woken` start; `share` of its calls lead
    to what they are for."""

    operation: str
    woken: tuple[str, ...]
    share: float


def candidates(trace: Trace, graph: CallGraph) -> list[Candidate]:
    """Each likely next step by itself, and what carries the events of a step, which is of use only together; the same
    before an operation that clients announce."""
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
    earlier = {
        each._replace(operation=before(each.operation)) for each in found | own if each.operation in announced(trace)
    }
    return sorted(found | own | earlier)


def for_orders(trace: Trace, graph: CallGraph) -> list[Candidate]:
    """What carries an order until it is confirmed is awake when it is placed, whatever else is woken: from when clients
    announce the order, or else from the checkout's opening, which costs more, since filling it in takes longer than a
    function stays."""
    chain = carriers(ORDERS, trace.behaviours, graph)
    if not chain:
        return []
    if ORDERS in announced(trace):
        return [Candidate(before(ORDERS), chain, 1.0)]
    return [Candidate(CHECKOUT, (ORDERS, *chain), round(reached(trace, CHECKOUT).get(ORDERS, 0.0), 3))]


def announced(trace: Trace) -> frozenset[str]:
    return frozenset(each.operation for each in trace.arrivals if each.announced)


def carriers(operation: str, behaviours: Mapping[str, Behaviour], graph: CallGraph) -> tuple[str, ...]:
    """The functions that handle what the operation announces, in the order in which events reach them. No client waits
    for what follows when an order is confirmed, such as its mail."""
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
    """Of events that a call announces rather than another: nothing is woken for what should not happen. A call that
    is one of several of which a single one decides, such as about a payment, announces less often than not."""
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
    """The table of next steps that these make together."""
    found: dict[str, dict[str, None]] = {}
    for each in chosen:
        found.setdefault(each.operation, {}).update(
            dict.fromkeys(name for name in each.woken if name != each.operation)
        )
    return {operation: tuple(names) for operation, names in sorted(found.items())}
