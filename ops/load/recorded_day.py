"""Plans visits from a recorded trace. A trace has calls and no visits, so visitors come at the times of its calls, and
the generator decides what each of them does. Their number is such that they make as many calls that Nginx never caches
(carts, orders) as the trace has; how many others Nginx answered is not in a recorded trace.
"""

from collections import Counter
from collections.abc import Iterator, Set
from datetime import datetime
from pathlib import Path

from ops.errors import CommandError
from ops.load.arguments import MINUTES_MAX, VISITORS_MAX
from ops.load.plan import Plan, Visit, as_time, cacheable_requests, cut, in_order
from ops.scaling.simulator.model.chance import chance
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.generator import DAY_SECONDS, shoppers_of_the_day_before
from ops.scaling.simulator.traffic.journeys import SHOPPERS
from ops.scaling.simulator.traffic.response_cache import FRESH_SECONDS
from ops.scaling.simulator.traffic.trace import Trace
from ops.scaling.simulator.traffic.visits import visit

SHOPPER_OPERATIONS = {operation for journey in SHOPPERS for step in journey.steps for operation in step.operations}
NEVER_CACHED = SHOPPER_OPERATIONS - FRESH_SECONDS.keys()
TOO_FEW = "take another part of it (FROM=, MINUTES=), or say it (VISITORS=)."


def plan_from_trace(
    path: Path, visitors: int | None = None, from_second: int | None = None, seconds: int | None = None, seed: int = 0
) -> Plan:
    """The plan from that time of the day (UTC) on; raises CommandError if the trace has no shoppers then."""
    try:
        trace = trace_file.read(path)
    except ValueError as reason:
        raise CommandError(f"TRACE: {reason}. `make tune-record SINCE=24h TO=FILE` makes one.") from None
    start = _start(trace, path, from_second)
    part = trace.between(start, start + min(seconds or trace.seconds, MINUTES_MAX * 60))
    when, wanted = _calls(part, SHOPPER_OPERATIONS), _calls(part, NEVER_CACHED).total()
    if not when or not (visitors or wanted):
        raise CommandError(f"TRACE={path} has too few calls of shoppers from there on to say how many came: {TOO_FEW}")
    visits = in_order(_visits(part.seconds, when, visitors, wanted, seed))
    source = f"visitors of a model who come when calls came: {trace.source}, from second {start} on"
    return Plan(source, part.seconds, visits, cacheable_requests(shoppers_of_the_day_before(len(visits), seed), 0))


def _start(trace: Trace, path: Path, from_second: int | None) -> int:
    begins = datetime.fromisoformat(trace.starts_at)
    first = begins.hour * 3600 + begins.minute * 60
    start = 0 if from_second is None else (from_second - first) % DAY_SECONDS
    if start >= trace.seconds:
        goes = f"from {as_time(first)} to {as_time(first + trace.seconds)} UTC"
        raise CommandError(f"FROM={as_time(from_second or 0)} is not in TRACE={path}, which goes {goes}.")
    return start


def _calls(trace: Trace, operations: Set[str]) -> Counter[int]:
    """The number of calls by second, without Nginx's own if the trace counts them separately."""
    found = Counter[int]()
    for each in trace.arrivals:
        if each.operation in operations and (calls := each.calls - each.in_background):
            found[each.second] += calls
    return found


def _visits(seconds: int, when: Counter[int], visitors: int | None, wanted: int, seed: int) -> Iterator[Visit]:
    """Visits of the given number of visitors, or until they have made as many calls as are wanted."""
    random, choices = chance(seed, "visits"), chance(seed, "what is looked at")
    made = 0
    for second in random.choices(list(when), list(when.values()), k=visitors or VISITORS_MAX):
        if visitors is None and made >= wanted:
            return
        if found := cut(visit(random, SHOPPERS, second + random.random(), choices), seconds):
            made += sum(operation in NEVER_CACHED for click in found for operation in click.operations)
            yield found
