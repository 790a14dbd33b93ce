"""Searches settings: Optuna proposes, the simulation evaluates, and settings that exceed a budget are skipped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import optuna

from ops.scaling.advice import space
from ops.scaling.advice.goal import Goal
from ops.scaling.columns import Row
from ops.scaling.facts import Table
from ops.scaling.simulator.preview.metrics import Metrics

Evaluate = Callable[[Mapping[str, Row]], Metrics]
IsWithinBudget = Callable[[Mapping[str, Row]], bool]


@dataclass(frozen=True, slots=True)
class Tried:
    table: Mapping[str, Row]
    metrics: Metrics


def search(
    table: Table, operations: Sequence[str], goal: Goal, evaluate: Evaluate, is_within: IsWithinBudget, trials: int
) -> list[Tried]:
    """Today's settings, then the tried ones; the same arguments try the same settings."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = optuna.samplers.TPESampler(seed=0, multivariate=True)
    study = optuna.create_study(directions=["minimize", "minimize"], sampler=sampler)
    study.enqueue_trial(space.today(table, operations))
    tried = [Tried(table, evaluate(table))]

    def judge(trial: optuna.Trial) -> tuple[float, float]:
        proposed = space.drawn(trial, table, operations)
        if not is_within(proposed):
            raise optuna.TrialPruned
        found = Tried(proposed, evaluate(proposed))
        tried.append(found)
        return found.metrics[goal.compared], found.metrics[goal.minimised]

    study.optimize(judge, n_trials=trials)
    return tried


def best(tried: Sequence[Tried], goal: Goal) -> Tried:
    return min(tried, key=lambda each: goal.rank(each.metrics))


def trade_off(tried: Sequence[Tried], goal: Goal) -> list[Tried]:
    """The settings that no other beats in both metrics, starting with the fewest cold starts."""
    found: list[Tried] = []
    for each in sorted(tried, key=lambda each: (each.metrics[goal.compared], each.metrics[goal.minimised])):
        if not found or each.metrics[goal.minimised] < found[-1].metrics[goal.minimised]:
            found.append(each)
    return found
