"""The simulator decides as Knative's own autoscaler does: the same pods at every tick of a thousand random cases."""

import gzip
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from ops.scaling.simulator.knative.configuration import Configuration
from ops.scaling.simulator.knative.decider import Decider
from ops.scaling.simulator.knative.settings import ALWAYS_IN_PATH, DeciderSettings

CASES = Path(__file__).parent / "knative_autoscaler"
Case: TypeAlias = dict[str, Any]
Tick: TypeAlias = list[int] | None


def lines(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(CASES / f"{name}.jsonl.gz", "rt") as file:
        yield from map(json.loads, file)


def settings(case: Case) -> DeciderSettings:
    return Configuration(case["config"], case["annotations"], case["container_concurrency"]).decider()


def ticks(case: Case) -> Iterator[Tick]:
    """Drives the decider as the reference program drives Knative's: pods become ready some seconds after a decision."""
    rules = settings(case)
    decider, changes = Decider(rules), dict[int, int]()
    ready = wanted = 0
    has_sent_last_zero = False
    for second, load in enumerate(case["load"]):
        ready = changes.get(second, ready)
        if load > 0:
            decider.record(second, load)
            has_sent_last_zero = False
        elif rules.burst_capacity != ALWAYS_IN_PATH and ready > 0:
            decider.record(second, 0.0)
        elif not has_sent_last_zero:
            decider.record(second, 0.0)
            has_sent_last_zero = True
        if second % 2 == 0:
            decision = decider.decide(second + 0.5, ready)
            yield [ready, decision.desired_pods, decision.excess_burst_capacity] if decision else None
            if decision and decision.desired_pods != wanted:
                wanted = decision.desired_pods
                delay = case["start_delay_seconds"] if wanted > ready else 1
                changes[second + max(delay, 1)] = wanted


def test_decides_as_knative_does_at_every_tick() -> None:
    compared = 0
    for number, (case, answer) in enumerate(zip(lines("cases"), lines("answers"), strict=True)):
        decided, expected = list(ticks(case)), answer["ticks"]
        different = [2 * tick for tick, pair in enumerate(zip_longest(decided, expected)) if pair[0] != pair[1]]
        assert not different, f"case {number} from second {different[0]} on: {case['annotations']} {case['config']}"
        compared += len(decided)
    assert compared > 150_000


def test_reads_annotations_and_configuration_as_knative_does() -> None:
    for case, answer in zip(lines("cases"), lines("answers"), strict=True):
        mine = settings(case)
        expected = [answer[name] for name in ("target", "total", "burst_capacity")]
        assert [mine.target, mine.capacity, mine.burst_capacity] == pytest.approx(expected, abs=0)
