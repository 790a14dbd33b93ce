"""A revision is taken back for what it does worse than the old one, soon enough, and hardly ever by chance."""

import random
from dataclasses import dataclass, replace
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollouts.rules.chance import at_least, at_most
from rollouts.rules.evidence import Answers, ShopState
from rollouts.rules.judgement import faults, shop_faults
from tests.support.rollouts.answers import FAST, SLOW, answers, counts


@dataclass
class Traffic:
    """Requests that are split between an old and a new revision, a look at both after every twenty."""

    seed: int
    percent: int = 5
    old_error_rate: float = 0.0
    new_error_rate: float = 0.0
    slow_rate: float = 0.0

    def taken_back_after(self, requests: int) -> int | None:
        """How many requests had come when a fault was found; None if none was."""
        chance = random.Random(self.seed)
        old, new, expected = answers(0), answers(0), 0.0
        for number in range(1, requests + 1):
            is_new = number % (100 // self.percent) == 0
            rate = self.new_error_rate if is_new else self.old_error_rate
            bucket = SLOW if chance.random() < (self.slow_rate if is_new else 0.02) else FAST
            one = answers(1, int(chance.random() < rate), bucket=bucket)
            old, new = (old, added(new, one)) if is_new else (added(old, one), new)
            expected += self.percent / 100
            if number % 20 == 0 and faults(old, new, expected):
                return number
        return None


def added(all_before: Answers, one: Answers) -> Answers:
    durations = tuple(a + b for a, b in zip(all_before.durations, one.durations, strict=True))
    return replace(all_before, errors=all_before.errors + one.errors, durations=durations)


class TestChance:
    @given(st.integers(0, 30), st.integers(0, 30), st.floats(0.01, 0.99))
    def test_is_what_counting_all_cases_gives(self, hits: int, trials: int, rate: float) -> None:
        exact = sum(comb(trials, n) * rate**n * (1 - rate) ** (trials - n) for n in range(hits, trials + 1))
        assert at_least(hits, trials, rate) == pytest.approx(exact if hits else 1.0, abs=1e-9)

    @given(st.integers(0, 30), st.floats(0, 100))
    def test_of_few_events_shrinks_with_what_is_expected(self, hits: int, expected: float) -> None:
        assert 0 <= at_most(hits, expected + 1) <= at_most(hits, expected) + 1e-12 <= 1 + 1e-12


class TestErrors:
    @pytest.mark.parametrize("seed", range(8))
    def test_of_two_in_a_hundred_are_found_among_a_few_hundred_of_its_answers(self, seed: int) -> None:
        found = Traffic(seed, new_error_rate=0.02).taken_back_after(20_000)
        assert found is not None
        assert found * 0.05 <= 600

    @pytest.mark.parametrize("seed", range(8))
    def test_of_every_second_request_are_found_within_a_dozen(self, seed: int) -> None:
        found = Traffic(seed, new_error_rate=0.5).taken_back_after(2_000)
        assert found is not None
        assert found <= 20 * 20

    def test_that_the_old_revision_has_as_well_are_no_fault(self) -> None:
        found = [Traffic(seed, old_error_rate=0.1, new_error_rate=0.1).taken_back_after(2_400) for seed in range(40)]
        assert sum(each is not None for each in found) <= 1

    def test_of_which_there_are_two_are_no_trend(self) -> None:
        assert faults(answers(10_000), answers(20, 2), 20) == []

    def test_are_told_with_their_numbers(self) -> None:
        (fault,) = faults(answers(950, 1), answers(50, 20), 50)
        assert fault == "20 of 50 answers are server errors, 1 of 950 of the old revision"


class TestRefusals:
    def test_that_the_old_revision_did_not_give_are_a_fault(self) -> None:
        (fault,) = faults(answers(950, refusals=20), answers(50, refusals=50), 50)
        assert "refusals" in fault

    def test_that_both_give_are_none(self) -> None:
        assert faults(answers(950, refusals=400), answers(50, refusals=25), 50) == []


class TestSlowness:
    @pytest.mark.parametrize("seed", range(5))
    def test_of_all_answers_is_found_at_once(self, seed: int) -> None:
        found = Traffic(seed, slow_rate=1.0).taken_back_after(2_000)
        assert found is not None
        assert found <= 20 * 8

    def test_of_the_first_answers_of_its_pods_is_forgiven(self) -> None:
        three_starts = counts(b6=3)
        assert faults(answers(400), answers(3, bucket=SLOW, starts=three_starts), 3) == []
        assert faults(answers(400), answers(9, bucket=SLOW, starts=three_starts), 9) != []

    def test_that_no_shopper_notices_is_none(self) -> None:
        # 10 ms in place of 5: twice as long.
        assert faults(answers(4000, bucket=0), answers(400, bucket=1), 400) == []

    def test_of_starts_is_a_fault(self) -> None:
        (fault,) = faults(answers(400, starts=counts(b6=20)), answers(20, starts=counts(b9=4)), 20)
        assert fault == "4 of 4 cold starts took over 1 s"


class TestRequestsWithoutAnAnswer:
    def test_are_a_fault_that_no_metric_of_the_revision_shows(self) -> None:
        (fault,) = faults(answers(950), answers(0), 50)
        assert fault == "it has answered 0 of about 50 requests that it was sent"

    def test_are_none_while_some_still_wait(self) -> None:
        assert faults(answers(950), answers(40), 50) == []
        assert faults(answers(95), answers(0), 5) == []


class TestARevisionLikeTheOldOne:
    def test_is_taken_back_in_less_than_one_rollout_of_a_hundred(self) -> None:
        found = [Traffic(seed, old_error_rate=0.002, new_error_rate=0.002, slow_rate=0.02) for seed in range(200)]
        assert sum(each.taken_back_after(2_400) is not None for each in found) <= 2

    @given(st.integers(0, 10_000), st.integers(0, 100))
    def test_without_errors_is_never_taken_back(self, old: int, new: int) -> None:
        assert faults(answers(old), answers(new), new) == []


class TestTheShop:
    BEFORE = ShopState({"ledger-balance": 2, "oversold": 0}, orders_overdue=1)

    def test_is_no_reason_while_it_is_as_before(self) -> None:
        assert shop_faults(self.BEFORE, self.BEFORE) == []
        assert shop_faults(self.BEFORE, ShopState({"ledger-balance": 0, "oversold": 0}, 0)) == []

    @given(st.sampled_from(["ledger-balance", "oversold", "new-one"]), st.integers(1, 100))
    def test_is_a_reason_with_the_first_violation_more(self, name: str, more: int) -> None:
        now = {**self.BEFORE.violations, name: self.BEFORE.violations.get(name, 0) + more}
        (fault,) = shop_faults(self.BEFORE, ShopState(now, 1))
        assert name in fault

    def test_is_a_reason_when_orders_get_stuck(self) -> None:
        assert shop_faults(self.BEFORE, replace(self.BEFORE, orders_overdue=3)) == []
        assert shop_faults(self.BEFORE, replace(self.BEFORE, orders_overdue=4)) != []


class TestEvidence:
    @given(st.integers(0, 50), st.integers(0, 50))
    def test_since_a_time_is_what_came_after_it(self, before: int, after: int) -> None:
        began, now = answers(before, before), answers(before + after, before + after)
        assert now.since(began) == answers(after, after)

    def test_that_begins_anew_counts_whole(self) -> None:
        assert answers(3).since(answers(50)) == answers(3)

    def test_of_a_revision_that_was_unknown_counts_whole(self) -> None:
        assert answers(3, 1).since(Answers()) == answers(3, 1)
