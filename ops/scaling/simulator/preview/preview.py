"""Makes a preview: simulates the same traffic with the base's settings and with the present ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ops.scaling import schedules
from ops.scaling.simulator.model.simulation import Outcome, Simulation
from ops.scaling.simulator.preview import metrics
from ops.scaling.simulator.preview.comparing import NO_ERRORS, Difference, differences
from ops.scaling.simulator.preview.metrics import Pricing
from ops.scaling.simulator.preview.pods import pods_over_time
from ops.scaling.simulator.shop.reading import Described
from ops.scaling.simulator.shop.table import cells
from ops.scaling.simulator.traffic.trace import Trace
from rollouts.rules import schedule

WHOLE_SHOP = "whole shop"
SCHEDULES = "schedules"


@dataclass(frozen=True, slots=True)
class Change:
    """One changed setting; `-` stands for a function that is new or was removed."""

    function: str
    column: str
    base: str
    head: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One function, or the whole shop: its metrics, and its pods over time with the first seed."""

    metrics: Mapping[str, Difference]
    base_pods: Sequence[float]
    head_pods: Sequence[float]


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview; `compared` begins with the whole shop, and the functions with changed settings follow."""

    source: str
    seconds: int
    seeds: int
    changes: Sequence[Change]
    compared: Mapping[str, Compared]


def changes(base: Described, head: Described) -> Iterator[Change]:
    for name in sorted({*base.rows, *head.rows}):
        before, after = (cells(each.rows[name]) if name in each.rows else {} for each in (base, head))
        for column in before | after:
            if before.get(column) != after.get(column):
                yield Change(name, column, before.get(column, "-"), after.get(column, "-"))
    gone, new = schedules.changed(base.table, head.table)
    yield from (Change(SCHEDULES, "line", line, "-") for line in gone)
    yield from (Change(SCHEDULES, "line", "-", line) for line in new)


def _concerned(changed: Sequence[Change]) -> Iterator[str]:
    for each in changed:
        lines = schedule.read(f"{each.base}\n{each.head}")[0] if each.function == SCHEDULES else ()
        yield from (name for line in lines for name, _ in line.pods)
        yield each.function


def preview(
    base: Described,
    head: Described,
    trace: Trace,
    pricing: Pricing,
    seeds: int,
    errors: Mapping[str, float] = NO_ERRORS,
) -> Preview:
    """Simulates both with the seeds from 1 to `seeds`; `errors` are the relative errors of earlier forecasts."""
    before = [Simulation(base.shop, trace, seed).run() for seed in range(1, seeds + 1)]
    after = [Simulation(head.shop, trace, seed).run() for seed in range(1, seeds + 1)]
    changed = list(changes(base, head))
    functions = sorted(set(_concerned(changed)) & {*base.rows} & {*head.rows})
    compared = {name: _function(name, before, after, pricing) for name in functions}
    return Preview(
        trace.source, trace.seconds, seeds, changed, {WHOLE_SHOP: _shop(before, after, pricing, errors), **compared}
    )


def _shop(
    before: Sequence[Outcome], after: Sequence[Outcome], pricing: Pricing, errors: Mapping[str, float]
) -> Compared:
    base, head = ([metrics.of_shop(each, pricing) for each in side] for side in (before, after))
    found = differences(base, head, errors)
    return Compared(found, *(pods_over_time(side[0].functions.values(), side[0].seconds) for side in (before, after)))


def _function(name: str, before: Sequence[Outcome], after: Sequence[Outcome], pricing: Pricing) -> Compared:
    sides = [[(each.functions[name], each.seconds) for each in side] for side in (before, after)]
    base, head = ([metrics.of_function(*each, pricing) for each in side] for side in sides)
    found = differences(base, head)
    return Compared(found, *(pods_over_time([side[0][0]], side[0][1]) for side in sides))
