"""Who comes when: a part of the generator's day, or visitors at the times of a recorded day's calls."""

from pathlib import Path

import pytest

from ops.errors import CommandError
from ops.load.plan import MAIL, Plan, plan_day
from ops.load.recorded_day import NEVER_CACHED, plan_from_trace
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.generator import shoppers_of_the_day
from ops.scaling.simulator.traffic.visits import HOUR
from tests.support.ops.simulated_shops import trace

DAY = 24 * HOUR
Called = tuple[int, str, *tuple[int, ...]]


def calls(plan: Plan) -> int:
    """Of those that Nginx never keeps."""
    clicks = [click for visit in plan.visits for click in visit]
    return sum(operation in NEVER_CACHED for click in clicks for operation in click.operations)


def starts(plan: Plan) -> list[float]:
    return [visit[0].second for visit in plan.visits]


class TestAPartOfADay:
    def test_has_the_visits_that_begin_in_it(self) -> None:
        whole = sorted(each[0].second for each in shoppers_of_the_day(2000, MAIL, 0))
        found = starts(plan_day(2000, 20 * HOUR, 600))
        assert found == pytest.approx([each - 20 * HOUR for each in whole if 20 * HOUR <= each < 20 * HOUR + 600])
        assert len(found) > 10

    def test_has_nothing_after_its_end(self) -> None:
        plan = plan_day(5000, 20 * HOUR, 300)
        assert all(plan.visits)
        assert all(click.second < 300 for visit in plan.visits for click in visit)

    def test_knows_what_earlier_visitors_looked_at(self) -> None:
        before = plan_day(500, 20 * HOUR, 300).earlier_requests
        assert len(before) == len(set(before)) > 100
        assert {operation for operation, _ in before}.isdisjoint(NEVER_CACHED)

    def test_is_the_same_each_time(self) -> None:
        assert plan_day(500, 0, DAY) == plan_day(500, 0, DAY)


class TestARecordedDay:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """An hour from midnight on, with a rush in its 41st minute, and with calls of staff and of Nginx."""
        rush: list[Called] = [(2400 + each, "read-cart", 3) for each in range(60)]
        others: list[Called] = [(10, "list-stock", 50), (20, "get-product", 40, 0, 40), (1200, "list-products", 1)]
        trace_file.write(trace(*rush, *others, seconds=3600), tmp_path / "day.gz")
        return tmp_path / "day.gz"

    def test_has_visitors_when_its_shoppers_called(self, path: Path) -> None:
        assert all(1200 <= each < 1201 or 2400 <= each < 2560 for each in starts(plan_from_trace(path)))

    def test_has_as_many_as_make_the_calls_that_nginx_never_keeps(self, path: Path) -> None:
        assert 180 <= calls(plan_from_trace(path)) < 200

    def test_has_as_many_as_are_asked_for(self, path: Path) -> None:
        assert len(plan_from_trace(path, visitors=7).visits) == 7

    def test_may_be_a_part_by_the_time_of_the_day(self, path: Path) -> None:
        plan = plan_from_trace(path, from_second=2340, seconds=300)
        assert plan.seconds == 300
        assert all(60 <= each < 300 for each in starts(plan))

    def test_ends_where_the_trace_does(self, path: Path) -> None:
        assert plan_from_trace(path, from_second=2400, seconds=DAY).seconds == 1200

    def test_says_from_when_to_when_it_goes(self, path: Path) -> None:
        with pytest.raises(CommandError, match=r"FROM=12:00 is not in .*, which goes from 00:00 to 01:00 UTC"):
            plan_from_trace(path, from_second=12 * HOUR)

    def test_says_what_to_do_where_it_does_not_tell_how_many_came(self, path: Path) -> None:
        with pytest.raises(CommandError, match=r"say it \(VISITORS=\)"):
            plan_from_trace(path, from_second=1200, seconds=60)
        assert len(plan_from_trace(path, visitors=3, from_second=1200, seconds=60).visits) <= 3

    def test_is_a_trace(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("no trace")
        with pytest.raises(CommandError, match=r"is no trace: .*tune-record"):
            plan_from_trace(tmp_path / "text")
