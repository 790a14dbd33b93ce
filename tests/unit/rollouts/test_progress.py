"""How a rollout goes on from what is known."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rollouts.rules.evidence import Answers
from rollouts.rules.plan import Plan
from rollouts.rules.progress import ANSWERS_MIN, Watched, next_step

NOTHING, ENOUGH = Answers(), Answers(durations=(ANSWERS_MIN,))
CANARY = Watched(Plan("canary", 600, 5), 5, 0, ENOUGH, ENOUGH)
GRADUAL = Watched(Plan("gradual", 600), 95, 0, ENOUGH, ENOUGH)


@given(st.sampled_from([CANARY, GRADUAL]), st.integers(0, 2000))
def test_a_fault_ends_it_at_any_time(rollout: Watched, seconds: int) -> None:
    assert next_step(replace(rollout, elapsed_seconds=seconds), ["slow", "wrong"]).percent == 0


@given(st.sampled_from([CANARY, GRADUAL]), st.integers(0, 599))
def test_it_does_not_end_before_its_time(rollout: Watched, seconds: int) -> None:
    assert 1 <= next_step(replace(rollout, elapsed_seconds=seconds), []).percent < 100


def test_a_canary_that_stood_its_time_gets_twice_its_share_and_in_the_end_all() -> None:
    assert next_step(replace(CANARY, elapsed_seconds=600), []).percent == 10
    assert next_step(replace(CANARY, elapsed_seconds=615, percent=80), []).percent == 100
    assert next_step(replace(GRADUAL, elapsed_seconds=600), []).percent == 100


def test_few_answers_prolong_it_for_as_long_again_and_no_longer() -> None:
    for rollout in (CANARY, GRADUAL):
        unclear = replace(rollout, new=Answers(durations=(ANSWERS_MIN - 1,)))
        for seconds in (600, 1199):
            step = next_step(replace(unclear, elapsed_seconds=seconds), [])
            assert step.percent == rollout.percent
            assert "too few" in step.message
        assert next_step(replace(unclear, elapsed_seconds=1200), []).percent > rollout.percent


def test_a_function_that_nobody_calls_is_not_held_up() -> None:
    unused = replace(CANARY, old=NOTHING, new=NOTHING, elapsed_seconds=600)
    assert next_step(unused, []).percent == 10
