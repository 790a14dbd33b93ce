"""Chooses the functions to wake that save shoppers the most seconds for a pod-second, within a budget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import NamedTuple

from ops.scaling.simulator.model.shop import Shop
from ops.scaling.simulator.model.simulation import Simulation
from ops.scaling.simulator.preview.metrics import CONFIRMS
from ops.scaling.simulator.prewarming.candidates import Candidate, merged
from ops.scaling.simulator.traffic.trace import Trace

# A smaller saving in a whole trace is within chance.
SECONDS_SAVED_MIN = 1.0


class Effect(NamedTuple):
    """The effect of a choice; `waited_seconds` are those of requests, and of orders until they are confirmed."""

    waited_seconds: float
    cold: int
    pod_seconds: float


Evaluate = Callable[[Sequence[Candidate]], Effect]


class _Pending(NamedTuple):
    """A candidate that is not chosen yet, and its saving for a pod-second when `chosen_before` others were chosen."""

    minus_saved: float
    chosen_before: int
    candidate: Candidate
    effect: Effect


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate, and the effect with it and all that were chosen before."""

    candidate: Candidate
    effect: Effect


def choose(
    before: Effect,
    always: Sequence[Candidate],
    candidates: Sequence[Candidate],
    evaluate: Evaluate,
    budget_percent: float,
) -> list[Choice]:
    """The choices in order: first those in `always`, then others within the budget, in per cent of the pod-seconds
    before.

    The saving of a candidate rarely grows by other choices, so the best one of the last round is evaluated first, and
    chosen if it is still the best."""
    limit = before.pod_seconds * (1 + budget_percent / 100)
    chosen = [Choice(each, evaluate(always[: number + 1])) for number, each in enumerate(always)]
    now = chosen[-1].effect if chosen else evaluate(())
    ahead = [_Pending(-float("inf"), -1, each, now) for each in candidates if each not in always]
    while ahead:
        _, chosen_before, candidate, effect = heappop(ahead)
        if chosen_before == len(chosen):
            chosen.append(Choice(candidate, effect))
            now = effect
            continue
        effect = evaluate([*(each.candidate for each in chosen), candidate])
        saved = now.waited_seconds - effect.waited_seconds
        if effect.pod_seconds <= limit and saved >= SECONDS_SAVED_MIN:
            per_pod_second = saved / max(effect.pod_seconds - now.pod_seconds, 1.0)
            heappush(ahead, _Pending(-per_pod_second, len(chosen), candidate, effect))
    return chosen


def evaluator(shop: Shop, trace: Trace, seed: int) -> Evaluate:
    def evaluate(chosen: Sequence[Candidate]) -> Effect:
        woken = replace(shop, graph=replace(shop.graph, next_steps=merged(chosen)))
        outcome = Simulation(woken, trace, seed).run()
        confirmed = outcome.functions[CONFIRMS].after_seconds if CONFIRMS in outcome.functions else []
        pod_seconds = sum(each.pod_seconds(outcome.seconds)[0] for each in outcome.functions.values())
        return Effect(sum(outcome.shop.waits) + sum(confirmed), outcome.shop.cold, pod_seconds)

    return evaluate
