"""Explains changes of the autoscaling settings, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from ops.scaling.budget import waits_in_time
from ops.scaling.columns import PATHS, Row, written
from ops.scaling.facts import Facts, Table
from ops.scaling.load import MIB
from rollouts.rules.plan import Plan


@dataclass(frozen=True, slots=True)
class Change:
    """A changed cell, and its consequences."""

    function: str
    column: str
    old: str
    new: str
    meaning: str


def changes(old: Table, new: Table, facts: Facts) -> Iterator[Change]:
    """The changes from `old` to `new`, in the order of the table."""
    for name, row in new.items():
        before = old.get(name)
        if before is None:
            yield Change(name, "", "", "new", f"a new function with up to {_pods(row.max)}")
            continue
        for column in PATHS:
            cells = [written(column, getattr(each, column)) for each in (before, row)]
            if cells[0] != cells[1]:
                consequences = _effect(column, before, row, facts) + _costs(name, column, old, new, facts)
                yield Change(name, column, cells[0], cells[1], consequences)
    for name, row in old.items():
        if name not in new:
            yield Change(name, "", "gone", "", f"a removed function, which had up to {_pods(row.max)}")


def stay_seconds(row: Row, facts: Facts) -> int:
    """The approximate lifetime of a pod after the last call: Knative's averaging window, then its grace period."""
    return row.window + max(facts.grace_seconds, row.retention)


def _effect(column: str, old: Row, new: Row, facts: Facts) -> str:
    """What the autoscaler will do differently."""
    match column:
        case "min" if new.min:
            return f"{_pods(new.min)} always {'runs' if new.min == 1 else 'run'} instead of {old.min}"
        case "min":
            return "no pod runs without calls; the first call after a pause waits for a cold start"
        case "max":
            at_once = f"{new.max * new.concurrency} instead of {old.max * old.concurrency} concurrent requests"
            return f"up to {new.max} instead of {_pods(old.max)}, {at_once}"
        case "concurrency":
            return (
                f"a pod takes {new.concurrency} instead of {old.concurrency} concurrent requests, with as many threads"
            )
        case "target":
            return f"another pod starts when each has {_limit(new)} instead of {_limit(old)} concurrent requests"
        case _:
            return _rollout(new.rollout) if column == "rollout" else _stay(old, new, facts)


def _rollout(plan: Plan) -> str:
    match plan.kind:
        case "all":
            return "a new revision gets all traffic as soon as it is ready, whatever it does with it"
        case "gradual":
            share = f"more and more of the traffic over {plan.seconds} s"
        case _:
            share = f"{plan.percent} % of the traffic for {plan.seconds} s, then all"
    return f"a new revision gets {share}, and goes back if it is worse than the old one"


def _stay(old: Row, new: Row, facts: Facts) -> str:
    if new.min:
        return f"pods beyond the {new.min} that always run end after about {new.window} instead of {old.window} s"
    before, after = stay_seconds(old, facts), stay_seconds(new, facts)
    if before == after:
        return f"no effect: a pod ends about {after} s after the last call either way"
    longer = f"{abs(after - before)} s {'longer' if after > before else 'less'}"
    return f"a pod is kept {longer} after the last call: a single call costs {after} instead of {before} pod-seconds"


def _costs(name: str, column: str, old: Table, new: Table, facts: Facts) -> str:
    """The resources that this cell alone uses, and the new total."""
    function, before, after = facts.functions[name], old[name], new[name]
    if column == "min":
        reserved = function.pod.times(after.min)
        text = f"; {reserved.cpu * 1000:.0f}m CPU and {reserved.memory / MIB:.0f} MiB are reserved for it"
        return text if after.min else ""
    if column not in ("max", "concurrency") or function.role is None:
        return ""
    alone = before.model_copy(update={column: getattr(after, column)})
    more = alone.max * function.connections(alone) - before.max * function.connections(before)
    clients, limit = facts.clients(new)[function.role], waits_in_time(function.role, facts.database)
    return f"; {more:+} connections: {function.role} then has {clients} of at most {limit}"


def _limit(row: Row) -> str:
    return f"{row.concurrency * row.target / 100:g}"


def _pods(number: int) -> str:
    return f"{number} pod{'' if number == 1 else 's'}"
