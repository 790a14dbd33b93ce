"""The `rollout` column: how it is written, and which share a new revision gets when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollouts.rules.plan import ALL, PERCENT_MAX, SECONDS_MAX, SECONDS_MIN, Plan, parsed, share_percent

SECONDS = st.integers(SECONDS_MIN, SECONDS_MAX)
PLANS = st.one_of(
    st.builds(lambda seconds: Plan("gradual", seconds), SECONDS),
    st.builds(lambda seconds, percent: Plan("canary", seconds, percent), SECONDS, st.integers(1, PERCENT_MAX)),
)


class TestWriting:
    @given(st.one_of(st.just(ALL), PLANS))
    def test_reads_back_what_it_writes(self, plan: Plan) -> None:
        assert parsed(str(plan)) == plan

    @pytest.mark.parametrize(
        "wrong", [None, 5, "", "unset", "canary", "canary 5 10m", "canary 5% 10", "gradual 1h", "gradual 16m", "all 5m",
                  "canary 0% 10m", "canary 51% 10m", "canary 5% 59s", "gradual -10m"],
    )  # fmt: skip
    def test_refuses_everything_else_with_a_reason(self, wrong: object) -> None:
        with pytest.raises(ValueError, match=r"rollout|must"):
            parsed(wrong)


class TestShares:
    @given(PLANS, st.floats(0, 0.999))
    def test_leave_the_old_revision_the_most_until_the_time_is_over(self, plan: Plan, part: float) -> None:
        share = share_percent(plan, part * plan.seconds, 1)
        assert 1 <= share < 100
        if plan.kind == "canary":
            assert share == plan.percent

    @given(PLANS)
    def test_grow_to_all_within_seven_looks_after_it(self, plan: Plan) -> None:
        shares = [share_percent(plan, plan.seconds, plan.percent)]
        while shares[-1] < 100:
            shares.append(share_percent(plan, plan.seconds, shares[-1]))
        assert shares == sorted(shares)
        assert len(shares) <= 7

    @given(st.builds(lambda seconds: Plan("gradual", seconds), SECONDS), st.floats(0, 1), st.floats(0, 1))
    def test_of_a_gradual_rollout_never_shrink(self, plan: Plan, one: float, other: float) -> None:
        earlier, later = sorted((one, other))
        assert share_percent(plan, earlier * plan.seconds, 1) <= share_percent(plan, later * plan.seconds, 1)
