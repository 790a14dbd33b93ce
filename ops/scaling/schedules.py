"""Reads and validates the schedules of the autoscaling settings (rollouts/rules/schedule.py)."""

from collections.abc import Iterator

import yaml

from ops import checked_yaml
from ops.scaling.facts import Table
from rollouts.rules.schedule import Schedule, read


def written(text: str) -> str:
    """The `schedules` of a `scaling.yaml`; empty for a file from before there were any."""
    document = yaml.safe_load(text)
    return str((document or {}).get("schedules") or "")


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The schedules that only one of two `scaling.yaml` has, and those that only the other has."""
    old, new = written(before).splitlines(), written(after).splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def schedules(text: str) -> list[Schedule]:
    """The parsed schedules of a `scaling.yaml`; raises ValueError with one line for each problem."""
    found, wrong = read(written(text))
    if wrong:
        raise ValueError("\n".join(f"schedules: {each}" for each in wrong))
    return found


def problems(text: str, table: Table) -> Iterator[str]:
    """One line for each schedule that exceeds the functions' rows, so that budgets hold during schedules too."""
    if "schedules" not in yaml.safe_load(text):
        yield '`schedules` is missing; write schedules: "" where there are none'
        return
    found, wrong = read(written(text))
    yield from (f"schedules: {each}" for each in wrong)
    for name, pods in sorted({pair for each in found for pair in each.pods}):
        if name not in table:
            yield f"schedules: there is no function {name}{checked_yaml.nearest(name, table)}"
        elif pods > table[name].max:
            yield f"schedules: {name} shall have {pods} pods, and its max is {table[name].max}"
        elif pods <= table[name].min:
            yield f"schedules: {name} shall have {pods} pods, which its min gives it always"
