"""Makes a trace from observed metrics: arrivals, service times, the effects of calls, and journeys."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from ops.scaling.observed.metrics import FORWARDED, OPERATIONS, REQUESTS, STEPS, Observed
from ops.scaling.observed.series import growth, increases
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.histogram import Histogram
from ops.scaling.simulator.traffic.trace import Arrivals, Behaviour, Trace

GATEWAY, FIRST = "gateway", "none"
# What slower times than the last bound count as.
LAST_BOUND_SECONDS = 60.0

Consumers = Mapping[str, tuple[str, ...]]
Interval = tuple[str, float, float]


def recorded(observed: Observed, source: str, consumers: Consumers) -> Trace:
    """The trace; calls between two samples are spread evenly, since their exact times are not observed."""
    arrivals = list(_arrivals(observed))
    starts_at = datetime.fromtimestamp(observed.start, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    behaviours = dict(_behaviours(observed, consumers, {each.operation for each in arrivals}))
    return Trace(source, starts_at, _seconds(observed), behaviours, arrivals, _next_steps(observed))


def _seconds(observed: Observed) -> int:
    return int(observed.end - observed.start)


def _arrivals(observed: Observed) -> Iterator[Arrivals]:
    calls, first_pages = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    first = _by_interval(observed, STEPS, 1, {FIRST})
    for (operation, start, end), number in _by_interval(observed, f"{FORWARDED}_count", 0).items():
        for each, second in enumerate(_spread(observed, start, end, number)):
            calls[second, operation] += 1
            first_pages[second, operation] += each < first.get((operation, start, end), 0)
    for key in sorted(calls):
        yield Arrivals(*key, calls[key], first_pages[key])


def _by_interval(observed: Observed, metric: str, label: int, before: Collection[str] = ()) -> Counter[Interval]:
    """Whole numbers of calls by interval and operation (that label); for steps, only those after one of `before`."""
    found = Counter[Interval]()
    for labels, samples in observed.series[metric].items():
        if not before or labels[0] in before:
            for start, end, amount in increases(samples, observed.start, observed.step_seconds):
                found[labels[label], start, end] += round(amount)
    return found


def _spread(observed: Observed, start: float, end: float, number: int) -> Iterator[int]:
    """The seconds of the calls in an interval, counted from the start of the recording."""
    for each in range(number):
        second = start - observed.start + (each + 0.5) * (end - start) / number
        yield max(0, min(int(second), _seconds(observed) - 1))


def _next_steps(observed: Observed) -> dict[str, dict[str, int]]:
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for (before, operation), samples in sorted(observed.series[STEPS].items()):
        number = round(growth(samples, observed.start, observed.step_seconds))
        if before != FIRST and number:
            found[before][operation] = number
    return dict(found)


def _behaviours(observed: Observed, consumers: Consumers, called: set[str]) -> Iterator[tuple[str, Behaviour]]:
    """The behaviours of all called operations; one whose times were not observed gets the assumed times."""
    calls = _totals(observed, f"{OPERATIONS}_count")
    times = _service_times(observed)
    for name in sorted({*called, *calls, GATEWAY}):
        assumed = behaviour(name)
        service = _gateway_times(observed) if name == GATEWAY else times.get(name)
        events = {event: _event_share(event, share, calls, consumers) for event, share in assumed.events.items()}
        yield name, Behaviour(service or assumed.service, events, assumed.calls)


def _event_share(event: str, assumed: float, calls: Mapping[str, float], consumers: Consumers) -> float:
    """The calls of a consumer of only this event, divided by the calls of the operations that may announce it."""
    announcing = [name for name in calls if event in behaviour(name).events]
    only = [name for name in consumers.get(event, ()) if sum(name in each for each in consumers.values()) == 1]
    before, after = sum(calls[name] for name in announcing), max((calls.get(name, 0.0) for name in only), default=0.0)
    return round(min(1.0, after / before), 4) if before and only else assumed


def _service_times(observed: Observed) -> dict[str, Histogram]:
    """The service times from Prometheus' cumulative buckets."""
    cumulative: defaultdict[str, dict[float, float]] = defaultdict(dict)
    for (operation, bound), samples in observed.series[f"{OPERATIONS}_bucket"].items():
        at = LAST_BOUND_SECONDS if bound == "+Inf" else float(bound)
        cumulative[operation][at] = growth(samples, observed.start, observed.step_seconds)
    return {name: _histogram(each) for name, each in cumulative.items() if max(each.values()) > 0}


def _histogram(cumulative: Mapping[float, float]) -> Histogram:
    bounds = sorted(cumulative)
    counts = [max(0.0, cumulative[high] - cumulative[low]) for low, high in pairwise(bounds)]
    return Histogram(tuple(bounds), (cumulative[bounds[0]], *counts))


def _gateway_times(observed: Observed) -> Histogram | None:
    """The time that requests took beyond their functions' time: the average, with an even spread around it."""
    means = []
    for name in (REQUESTS, FORWARDED):
        total, number = (sum(_totals(observed, f"{name}_{each}").values()) for each in ("sum", "count"))
        means.append(total / number if number else 0.0)
    own = means[0] - means[1]
    return Histogram((round(2 * own, 6),), (1,)) if own > 0 else None


def _totals(observed: Observed, name: str) -> dict[str, float]:
    found = {
        labels[0] if labels else "": growth(samples, observed.start, observed.step_seconds)
        for labels, samples in observed.series[name].items()
    }
    return {name: amount for name, amount in found.items() if amount > 0}
