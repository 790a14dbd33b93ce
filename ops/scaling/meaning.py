"""What a change of the table means, cell by cell."""

from collections.abc import Iterator
from dataclasses import dataclass

from ops.scaling.budget import waits_in_time
from ops.scaling.columns import PATHS, Row, written
from ops.scaling.facts import Facts, Table
from ops.scaling.load import MIB


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is another now, and what follows from it."""

    function: str
    column: str
    old: str
    new: str
    meaning: str


def changes(old: Table, new: Table, facts: Facts) -> Iterator[Change]:
    """Function by function, in the order of the table, from `old` to `new`."""
    for name, row in new.items():
        before = old.get(name)
        if before is None:
            yield Change(name, "", "", "new", f"a function more, up to {_pods(row.max)}")
            continue
        for column in PATHS:
            cells = [written(column, getattr(each, column)) for each in (before, row)]
            if cells[0] != cells[1]:
                told = _follows(column, before, row, facts) + _costs(name, column, old, new, facts)
                yield Change(name, column, cells[0], cells[1], told)
    for name, row in old.items():
        if name not in new:
            yield Change(name, "", "gone", "", f"a function less, which had up to {_pods(row.max)}")


def stay_seconds(row: Row, facts: Facts) -> int:
    """About how long a pod stays after the last call: Knative averages over the window, then waits."""
    return row.window + max(facts.grace_seconds, row.retention)


def _follows(column: str, old: Row, new: Row, facts: Facts) -> str:
    """What the autoscaler does otherwise."""
    match column:
        case "min" if new.min:
            return f"{_pods(new.min)} always {'stands' if new.min == 1 else 'stand'} instead of {old.min}"
        case "min":
            return "nothing stands while nobody calls; the first call after a pause waits for a start"
        case "max":
            at_once = f"{new.max * new.concurrency} instead of {old.max * old.concurrency} requests at once"
            return f"up to {new.max} instead of {_pods(old.max)}, {at_once}"
        case "concurrency":
            return f"a pod takes {new.concurrency} instead of {old.concurrency} requests at once, with as many threads"
        case "target":
            return f"another pod starts when each has {_limit(new)} instead of {_limit(old)} requests at once"
        case _:
            return _stay(old, new, facts)


def _stay(old: Row, new: Row, facts: Facts) -> str:
    if new.min:
        return f"pods beyond the {new.min} that always stand go after about {new.window} instead of {old.window} s"
    before, after = stay_seconds(old, facts), stay_seconds(new, facts)
    if before == after:
        return f"nothing by itself: a pod goes about {after} s after the last call either way"
    longer = f"{abs(after - before)} s {'longer' if after > before else 'less'}"
    return f"a pod stays {longer} after the last call: a lone visit costs {after} instead of {before} pod-seconds"


def _costs(name: str, column: str, old: Table, new: Table, facts: Facts) -> str:
    """What this cell alone takes of what there is, and how much of it is then taken."""
    function, before, after = facts.functions[name], old[name], new[name]
    if column == "min":
        kept = function.pod.times(after.min)
        return f"; {kept.cpu * 1000:.0f}m CPU and {kept.memory / MIB:.0f} MiB are kept for it" if after.min else ""
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
