"""Turns a goal into a proposal: searches on one half of a trace, and checks on the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ops.scaling.advice.goal import Goal
from ops.scaling.advice.parts import halves
from ops.scaling.advice.searching import IsWithinBudget, Tried, best, search
from ops.scaling.facts import Table
from ops.scaling.simulator.preview.metrics import Metrics
from ops.scaling.simulator.traffic.trace import Trace

# The operations whose settings matter most; the others together change little.
OPERATIONS_MAX = 6


class Judge(NamedTuple):
    """Simulates settings with a trace, and checks whether `make tune-check` allows them."""

    simulate: Callable[[Table, Trace], Metrics]
    is_within_budget: IsWithinBudget


@dataclass(frozen=True, slots=True)
class Advice:
    """A proposal; `tried` begins with today's settings. `before` and `after` are of the half that was not searched."""

    goal: Goal
    tried: Sequence[Tried]
    proposed: Table
    before: Metrics
    after: Metrics

    @property
    def holds(self) -> bool:
        """Whether the proposal is better than today's settings also on the half that was not searched."""
        return self.goal.rank(self.after) < self.goal.rank(self.before)


def advise(table: Table, operations: Sequence[str], goal: Goal, trace: Trace, judge: Judge, trials: int) -> Advice:
    searched, checked = halves(trace)
    simulate = judge.simulate
    tried = search(table, operations, goal, lambda each: simulate(each, searched), judge.is_within_budget, trials)
    proposed = best(tried, goal).table
    return Advice(goal, tried, proposed, simulate(table, checked), simulate(proposed, checked))


def deciding(cold: Mapping[str, int], pod_seconds: Mapping[str, float]) -> list[str]:
    """The operations with the largest part of all cold starts and of all pod-seconds."""
    sums = sum(cold.values()) or 1, sum(pod_seconds.values()) or 1
    weight = {name: cold[name] / sums[0] + pod_seconds[name] / sums[1] for name in cold}
    return sorted(weight, key=lambda name: -weight[name])[:OPERATIONS_MAX]
