"""Orders live through random orders of events, faults, kills and time; afterwards, every invariant holds.

`make soak` takes as many walks as one has time for.
"""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from functions.runtime.adapters import event_operation
from tests.support.simulation.walks.report import report
from tests.support.simulation.walks.shrink import shrunk
from tests.support.simulation.walks.walk import Walk

WALKS, WALKS_PER_TEST = 500, 10


def first_failure(engine: Engine, seeds: range) -> tuple[Walk, str] | None:
    for seed in seeds:
        walk = Walk(engine, seed)
        if problem := walk.problem():
            return walk, problem
    return None


@pytest.mark.timeout(600)
@pytest.mark.parametrize("first_seed", range(0, WALKS, WALKS_PER_TEST))
def test_a_shop_is_right_whatever_happened_to_it(shop_engine: Engine, first_seed: int) -> None:
    failure = first_failure(shop_engine, range(first_seed, first_seed + WALKS_PER_TEST))
    assert failure is None, report(*failure)


def test_a_seed_repeats_a_walk_step_by_step(shop_engine: Engine) -> None:
    first, again, other = (Walk(shop_engine, seed) for seed in (4, 4, 5))
    assert [walk.problem() for walk in (first, again, other)] == ["", "", ""]
    assert (first.trace, first.reached) == (again.trace, again.reached)
    assert first.trace != other.trace


@pytest.mark.parametrize("process_ahead", [timedelta(hours=1), timedelta(hours=-1)], ids=str)
def test_nothing_expires_by_the_clock_of_a_process(shop_engine: Engine, process_ahead: timedelta) -> None:
    for seed in range(WALKS_PER_TEST):
        walk, shifted = Walk(shop_engine, seed), Walk(shop_engine, seed, process_ahead=process_ahead)
        assert walk.problem() == shifted.problem() == ""
        assert walk.trace == shifted.trace


class TestADefect:
    """Consumers that do not look into their inbox are a defect that some walk meets."""

    @pytest.fixture(autouse=True)
    def _defect(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(event_operation, "is_first_delivery", lambda *_: True)

    @pytest.mark.timeout(600)
    def test_is_found_and_reported_with_fewer_steps(self, shop_engine: Engine) -> None:
        failure = first_failure(shop_engine, range(WALKS))
        assert failure is not None
        walk, _ = failure
        shortest = shrunk(walk)
        assert len(shortest.steps) < len(walk.steps)
        assert f"make soak SEED={walk.seed}" in report(*failure)
