"""Advice is searched on half of a trace and checked on the other, keeps budgets, and is written with its reasons."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.scaling import table as tables
from ops.scaling.advice.advising import Judge, advise, deciding
from ops.scaling.advice.editing import edited
from ops.scaling.advice.goal import Goal
from ops.scaling.advice.parts import BLOCKS, halves
from ops.scaling.advice.searching import Tried, best, search, trade_off
from ops.scaling.advice.svg import chart
from ops.scaling.columns import NEW_ROW, Row, written
from ops.scaling.simulator.traffic.trace import Trace
from tests.support.ops.simulated_shops import trace

# The columns that the table has in words.
WORDS = ("window", "retention", "rollout")
GOAL = Goal.parse("cold<2% cost")
TABLE = {"look": NEW_ROW, "buy": NEW_ROW}
TEXT = """operations:
  # Why it is so.
  look:                     {min: 0, max:  2, concurrency:   8, target: 70, window: 15s, retention: 0s}
  buy:                      {min: 0, max:  2, concurrency:   8, target: 70, window: 15s, retention: 0s}
"""


def judged(table: Mapping[str, Row], _: object = None) -> dict[str, float]:
    """Each second that a pod of `look` is kept costs a cent and spares a tenth of a per cent."""
    kept = table["look"].retention
    return {"cold_percent": max(0.0, 10 - kept / 10), "cost_per_day": kept / 100}


class TestAGoal:
    def test_has_limits_and_what_is_minimised(self) -> None:
        assert Goal.parse("cold<2% order<5s cost") == Goal("cost_per_day", {"cold_percent": 2, "order_p50_seconds": 5})

    @pytest.mark.parametrize("text", ["", "cold<2%", "cheap", "cold>2% cost", "cold<2% speed"])
    def test_that_is_something_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="such as"):
            Goal.parse(text)

    def test_prefers_a_kept_limit_to_a_lower_cost(self) -> None:
        kept, broken = ({"cold_percent": cold, "cost_per_day": cost} for cold, cost in ((1.9, 9.0), (2.1, 1.0)))
        assert GOAL.rank(kept) < GOAL.rank(broken)


class TestTheSearch:
    def test_finds_the_cheapest_that_keeps_the_limit(self) -> None:
        tried = search(TABLE, ["look"], GOAL, judged, lambda _: True, trials=60)
        assert best(tried, GOAL).table["look"].retention == 120
        assert best(tried, GOAL).table["buy"] == NEW_ROW

    def test_tries_the_same_for_the_same(self) -> None:
        found = [search(TABLE, ["look"], GOAL, judged, lambda _: True, trials=12) for _ in range(2)]
        assert [each.table for each in found[0]] == [each.table for each in found[1]]

    def test_proposes_nothing_above_a_budget(self) -> None:
        tried = search(TABLE, ["look"], GOAL, judged, lambda table: table["look"].retention < 60, trials=30)
        assert max(each.table["look"].retention for each in tried) < 60

    def test_proposes_only_rows_that_the_table_allows(self) -> None:
        for each in search(TABLE, ["look", "buy"], GOAL, judged, lambda _: True, trials=30):
            for row in each.table.values():
                Row.model_validate({**row.model_dump(), **{each: written(each, getattr(row, each)) for each in WORDS}})

    @given(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 5)), min_size=1))
    def test_trades_off_only_what_nothing_beats(self, points: list[tuple[float, float]]) -> None:
        tried = [Tried(TABLE, {"cold_percent": cold, "cost_per_day": cost}) for cold, cost in points]
        line = [(each.metrics["cold_percent"], each.metrics["cost_per_day"]) for each in trade_off(tried, GOAL)]
        assert all(any(cold <= one[0] and cost <= one[1] for cold, cost in line) for one in points)
        assert line == sorted(line)


class TestAdvice:
    DAY = trace(*((second, "look", 1) for second in range(0, 2400, 7)), seconds=2400)

    def test_is_checked_where_nobody_searched(self) -> None:
        parts: list[int] = []

        def simulate(table: Mapping[str, Row], part: Trace) -> dict[str, float]:
            parts.append(part.arrivals[0].second + 1000 * len(part.arrivals))
            return judged(table)

        found = advise(TABLE, ["look"], GOAL, self.DAY, Judge(simulate, lambda _: True), trials=5)
        assert len(set(parts[:-2])) == 1
        assert parts[-1] == parts[-2] != parts[0]
        assert found.holds

    def test_has_half_of_all_times_of_day_in_each_part(self) -> None:
        searched, checked = halves(self.DAY)
        assert (searched.seconds, checked.seconds) == (1200, 1200)
        assert searched.calls() + checked.calls() == self.DAY.calls()
        assert len({each.second // (2400 // BLOCKS) for each in searched.arrivals}) == BLOCKS // 2

    def test_looks_for_the_operations_that_decide(self) -> None:
        cold = {name: 0 for name in "abcdefgh"} | {"c": 50}
        pods = {name: 1.0 for name in "abcdefgh"} | {"e": 500.0}
        assert set(deciding(cold, pods)[:2]) == {"c", "e"}


class TestTheChange:
    def test_is_written_with_its_reason_and_leaves_all_else_as_it_was(self) -> None:
        rows, problems = tables.read(TEXT)
        assert not problems
        new = {**rows, "look": rows["look"].model_copy(update={"retention": 60, "target": 50})}
        after = edited(TEXT, rows, new, "Because.")
        assert tables.read(after)[0] == new
        added = set(after.splitlines()) - set(TEXT.splitlines())
        assert added == {
            "  # Because.",
            "  look:                     {min: 0, max:  2, concurrency:   8, target: 50, window: 15s, retention: 60s}",
        }


def test_the_drawing_shows_today_and_what_is_proposed() -> None:
    drawn = chart(
        ("cold_percent", "cost"), [(10.0, 1.0), (2.0, 3.0)], [(2.0, 3.0), (10.0, 1.0)], (10.0, 1.0), (2.0, 3.0)
    )
    assert drawn.count("<circle") == 4
    assert ">today<" in drawn
    assert ">proposed<" in drawn
