"""Calls arrive, wait for pods, are served and cause others; pods come and go as the autoscaler decides."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.routing.next_steps import before
from ops.scaling.simulator.model.cold_starts import ColdStarts
from ops.scaling.simulator.model.shop import CallGraph, Function, Shop
from ops.scaling.simulator.preview.metrics import counted_cold_percent
from rollouts.rules import schedule
from tests.support.ops.simulated_shops import ROOT, START_SECONDS, STARTS, function, outcome, shop, takes, trace

RESULTS = ROOT / "benchmarks/results"
OPERATIONS = st.sampled_from(["look", "buy"])


class TestOneFunction:
    def test_lets_the_first_call_wait_for_a_start(self) -> None:
        found = outcome(shop(look=function()), trace((5, "look", 1))).functions["look"]
        assert (found.calls, found.cold) == (1, 1)
        assert found.waits == [pytest.approx(START_SECONDS, abs=0.001)]

    def test_serves_a_call_at_once_while_a_pod_stands(self) -> None:
        found = outcome(shop(look=function()), trace((5, "look", 1), (12, "look", 1))).functions["look"]
        assert (found.calls, found.cold, len(found.waits)) == (2, 1, 1)

    def test_starts_anew_after_a_window_without_calls(self) -> None:
        found = outcome(shop(look=function(window=10)), trace((5, "look", 1), (40, "look", 1))).functions["look"]
        assert (found.calls, found.cold) == (2, 2)

    def test_always_has_its_least_number_of_pods(self) -> None:
        found = outcome(shop(look=function(min_pods=2)), trace((5, "look", 1), seconds=100)).functions["look"]
        assert (found.cold, found.pod_seconds(100)[0]) == (0, 200)

    @pytest.mark.parametrize("retention", [0, 60])
    def test_keeps_a_pod_for_window_and_retention(self, retention: int) -> None:
        asleep = outcome(shop(look=function(window=10, retention=retention)), trace((5, "look", 1))).functions["look"]
        up, draining = asleep.pod_seconds(120)
        assert START_SECONDS + 10 + retention - 1 <= up <= START_SECONDS + 10 + retention + 3
        assert draining == pytest.approx(30)

    def test_gives_a_pod_no_longer_to_drain_than_a_request_may_take(self) -> None:
        found = outcome(shop(look=function(timeout=15)), trace((5, "look", 1))).functions["look"]
        assert found.pod_seconds(120)[1] == pytest.approx(15)

    def test_adds_pods_for_more_calls_at_once_than_they_aim_at(self) -> None:
        busy = trace(*((second, "look", 20) for second in range(40)), look=takes(1.0))
        found = outcome(shop(look=function(concurrency=8)), busy).functions["look"]
        assert max(pods for _, pods, _ in found.pods) >= 4

    def test_stays_within_its_bound_and_lets_calls_wait(self) -> None:
        busy = trace(*((second, "look", 20) for second in range(40)), look=takes(1.0), seconds=300)
        found = outcome(shop(look=function(concurrency=8, max_pods=2)), busy).functions["look"]
        assert max(pods for _, pods, _ in found.pods) == 2
        assert max(found.waits) > 5
        assert found.calls == 800

    def test_ends_calls_that_wait_for_longer_than_they_may(self) -> None:
        busy = trace((0, "look", 10), look=takes(5.0))
        found = outcome(shop(look=function(concurrency=1, max_pods=1, timeout=11)), busy).functions["look"]
        assert (found.calls, found.timed_out) == (2, 8)

    def test_refuses_calls_behind_ten_thousand_others(self) -> None:
        found = outcome(shop(look=function(max_pods=1)), trace((0, "look", 10_007), seconds=2)).functions["look"]
        assert found.refused == 7

    def test_starts_pods_more_slowly_beside_others(self) -> None:
        calls = trace((5, "look", 1), (5, "buy", 1))
        crowded = replace(shop(look=function(), buy=function()), cold_starts=replace(STARTS, slowdown=0.5))
        found = outcome(crowded, calls).functions
        # They begin within a second of each other, and share what is left.
        first, second = sorted(found[name].waits[0] for name in found)
        assert START_SECONDS < first <= second < 1.5 * START_SECONDS


class TestWhatTheGatewayCounts:
    """Function and pod are ready at different times, and the gateway learns only of the function's."""

    @pytest.mark.parametrize(("part", "counted"), [(1.0, 2), (0.9, 2), (0.1, 1)])
    def test_is_who_came_before_the_function_was_ready(self, part: float, counted: int) -> None:
        calls = trace((5, "look", 1), (6, "look", 1))
        sleeps = replace(shop(look=function()), cold_starts=replace(STARTS, function_part=part))
        for seed in range(20):
            run = outcome(sleeps, calls, seed)
            found = run.functions["look"]
            # The second call comes in the middle of the start of two seconds.
            if found.cold == 2 and 0.5 < min(found.waits) < 1.5:
                assert len(found.counted_waits) == counted
                assert counted_cold_percent(run, ["look"]) == 100 * counted / 2
                assert max(found.counted_waits) == max(found.waits)
                return
        raise AssertionError("in no run did both calls wait")


class TestSchedules:
    """The traces of these tests begin on a Thursday at midnight."""

    def scheduled(self, lines: str, **functions: Function) -> Shop:
        return replace(shop(None, **functions), schedules=schedule.read(lines)[0])

    def test_give_pods_before_the_first_call_and_take_them_away(self) -> None:
        sleeps = self.scheduled("thu 00:01-00:03 look 3", look=function())
        found = outcome(sleeps, trace((90, "look", 1), seconds=600)).functions["look"]
        assert found.cold == 0
        assert max(pods for _, pods, _ in found.pods) == 3
        assert 3 * 120 <= found.pod_seconds(600)[0] <= 3 * 120 + 3 * 20

    def test_do_nothing_on_other_days(self) -> None:
        sleeps = self.scheduled("fri 00:01-00:03 look 3\n2026-12-01 00:01-00:03 look 3", look=function())
        assert outcome(sleeps, trace((90, "look", 1), seconds=600)).functions["look"].cold == 1

    def test_keep_the_pods_that_always_stand(self) -> None:
        stands = self.scheduled("thu 00:01-00:02 look 2", look=function(min_pods=1))
        assert outcome(stands, trace((0, "look", 1), seconds=300)).functions["look"].pods[-1][1] == 1


class TestCallsThatCallOthers:
    GATEWAY = CallGraph(edge="gateway")

    def test_wait_for_one_cold_start_after_the_other(self) -> None:
        found = outcome(shop(self.GATEWAY, gateway=function(), look=function()), trace((5, "look", 1)))
        assert found.shop.waits == [pytest.approx(2 * START_SECONDS, abs=0.001)]
        assert (found.shop.calls, found.shop.cold) == (1, 1)

    def test_wait_for_less_where_a_starting_function_wakes_the_next(self) -> None:
        graph = replace(self.GATEWAY, wakes={"gateway": ("look",)})
        found = outcome(shop(graph, gateway=function(), look=function()), trace((5, "look", 1)))
        assert found.shop.waits == [pytest.approx(1.35 * START_SECONDS, abs=0.001)]

    def test_wait_for_nothing_where_the_edge_has_woken_the_next_step(self) -> None:
        graph = replace(self.GATEWAY, next_steps={"look": ("buy",)})
        given = {"gateway": function(min_pods=1), "look": function(min_pods=1), "buy": function(window=20)}
        found = outcome(shop(graph, **given), trace((5, "look", 1), (15, "buy", 1)))
        assert (found.shop.calls, found.shop.cold) == (2, 0)
        assert found.functions["buy"].calls == 1

    def test_wait_where_the_next_step_comes_before_it_has_woken(self) -> None:
        graph = replace(self.GATEWAY, next_steps={"look": ("buy",)})
        given = {"gateway": function(min_pods=1), "look": function(min_pods=1), "buy": function()}
        found = outcome(shop(graph, **given), trace((5, "look", 1), (6, "buy", 1)))
        assert found.shop.cold == 1
        assert found.shop.waits[0] < START_SECONDS

    @pytest.mark.parametrize(("announced", "cold"), [(1, 0), (0, 1)])
    def test_wait_for_nothing_where_a_form_that_opened_had_announced_them(self, announced: int, cold: int) -> None:
        given = {"gateway": function(min_pods=1), "buy": function(window=20)}
        calls = trace((5, "buy", 0, 0, 0, announced), (15, "buy", 1))
        found = outcome(shop(self.GATEWAY, **given), calls)
        assert (found.shop.calls, found.shop.cold, found.functions["buy"].calls) == (1, cold, 1)

    def test_wait_for_nothing_that_comes_after_what_a_form_had_announced(self) -> None:
        graph = replace(self.GATEWAY, next_steps={before("buy"): ("pay",)})
        given = {"gateway": function(min_pods=1), "buy": function(min_pods=1), "pay": function(window=20)}
        found = outcome(shop(graph, **given), trace((5, "buy", 0, 0, 0, 1), (15, "buy", 1), (15, "pay", 1)))
        assert (found.shop.calls, found.shop.cold) == (2, 0)

    def test_count_a_cold_start_where_it_was_met(self) -> None:
        found = outcome(shop(self.GATEWAY, gateway=function(min_pods=1), look=function()), trace((5, "look", 1)))
        assert (found.functions["gateway"].cold, found.functions["look"].cold, found.shop.cold) == (0, 1, 1)

    def test_hold_their_place_while_they_wait(self) -> None:
        calls = trace((5, "look", 2), look=takes(3.0))
        graph = shop(self.GATEWAY, gateway=function(concurrency=1, min_pods=1, max_pods=1), look=function(min_pods=1))
        assert max(outcome(graph, calls).functions["gateway"].waits) == pytest.approx(3.0, abs=1.0)

    def test_call_others_while_they_are_served(self) -> None:
        calls = trace((5, "pay", 1), pay=takes(0.01, calls={"bank": 1.0}), bank=takes(0.5))
        found = outcome(shop(pay=function(), bank=function()), calls).functions
        assert (found["bank"].calls, found["pay"].calls) == (1, 1)

    def test_fail_with_what_they_call(self) -> None:
        calls = trace((5, "look", 10), look=takes(5.0))
        graph = shop(self.GATEWAY, gateway=function(min_pods=1, concurrency=50), look=function(1, 0, 1, timeout=12.0))
        found = outcome(graph, calls)
        assert found.shop.failed == found.functions["look"].timed_out > 0


class TestEvents:
    GRAPH = CallGraph(relay="relay", consumers={"placed": ("reserve", "empty-cart"), "reserved": ("confirm",)})

    def test_reach_their_consumers_through_the_relay_one_after_the_other(self) -> None:
        calls = trace(
            (5, "place", 1),
            place=takes(0.01, {"placed": 1.0}),
            reserve=takes(0.01, {"reserved": 1.0}),
            relay=takes(0.01),
            empty_cart=takes(0.01),
            confirm=takes(0.01),
        )
        names = {name: function() for name in ("place", "relay", "reserve", "empty_cart", "confirm")}
        found = outcome(shop(self.GRAPH, **names), calls).functions
        assert [found[name].calls for name in ("relay", "reserve", "empty-cart", "confirm")] == [2, 1, 1, 1]
        # Four starts: to place, to carry, to reserve, to confirm.
        assert found["confirm"].after_seconds == [pytest.approx(4 * START_SECONDS, abs=0.1)]

    def test_happen_in_the_share_of_calls_that_the_trace_says(self) -> None:
        calls = trace(
            *((each, "place", 10) for each in range(100)), place=takes(0.01, {"placed": 0.3}), reserve=takes(0.01)
        )
        names = {name: function(min_pods=1) for name in ("place", "relay", "reserve")}
        assert 250 < outcome(shop(self.GRAPH, **names), calls).functions["reserve"].calls < 350

    @pytest.mark.parametrize(
        ("shares", "expected"),
        [((0.6, 0.4), {(1, 0), (0, 1)}), ((0.3, 0.2), {(1, 0), (0, 1), (0, 0)}), ((0.8, 0.8), {(1, 1), (0, 0)})],
    )
    def test_are_alternatives_where_their_shares_allow_that(
        self, shares: tuple[float, float], expected: set[tuple[int, int]]
    ) -> None:
        graph = CallGraph(consumers={"accepted": ("confirm",), "declined": ("reject",)})
        calls = trace((5, "pay", 1), pay=takes(0.01, dict(zip(graph.consumers, shares, strict=True))))
        names = {name: function() for name in ("pay", "confirm", "reject")}
        found = [outcome(shop(graph, **names), calls, seed).functions for seed in range(40)]
        assert {(each["confirm"].calls, each["reject"].calls) for each in found} == expected

    def test_are_not_announced_by_calls_that_failed(self) -> None:
        calls = trace((5, "place", 10), place=takes(5.0, {"placed": 1.0}), reserve=takes(0.01))
        found = outcome(shop(self.GRAPH, place=function(1, 0, 1, timeout=12.0), reserve=function()), calls).functions
        assert found["reserve"].calls == found["place"].calls < 10

    def test_are_not_announced_by_calls_whose_own_calls_failed(self) -> None:
        pay = takes(0.01, {"placed": 1.0}, calls={"bank": 1.0})
        calls = trace((5, "pay", 10), pay=pay, bank=takes(5.0), reserve=takes(0.01))
        found = outcome(
            shop(self.GRAPH, pay=function(), bank=function(1, 0, 1, timeout=12.0), reserve=function()), calls
        )
        assert found.functions["pay"].calls == 10
        assert found.functions["reserve"].calls == found.functions["bank"].calls < 10


class TestClock:
    def test_calls_a_function_again_and_again(self) -> None:
        graph = CallGraph(clock={"sweep": 900})
        found = outcome(shop(graph, sweep=function()), trace(seconds=3600, sweep=takes(0.05)))
        assert (found.functions["sweep"].calls, found.shop.calls) == (3, 0)

    def test_keeps_the_sweep_up_for_as_long_as_was_measured(self) -> None:
        """The cluster test counted pods, the ending ones too, in a quarter of an hour without visitors."""
        measured = json.loads((RESULTS / "idle.json").read_text())["pod_seconds"]["sweep"]
        starts = ColdStarts.measured(RESULTS / "cold-start.json")
        idle = replace(shop(CallGraph(clock={"sweep": 450}), sweep=function(window=6, timeout=15)), cold_starts=starts)
        found = outcome(idle, trace(seconds=900, sweep=takes(0.05))).functions["sweep"]
        assert sum(found.pod_seconds(900)) == pytest.approx(measured, rel=0.1)


class TestSimulation:
    BUSY = trace(*((second, "look", 1 + second % 7) for second in range(0, 100, 3)), look=takes(0.4))

    def test_gives_the_same_for_the_same_seed(self) -> None:
        small = shop(CallGraph(edge="gateway"), gateway=function(), look=function(concurrency=1))
        assert outcome(small, self.BUSY, seed=4) == outcome(small, self.BUSY, seed=4)

    def test_gives_something_else_for_another_seed(self) -> None:
        small = shop(look=function(concurrency=1))
        assert outcome(small, self.BUSY, seed=4) != outcome(small, self.BUSY, seed=5)

    @settings(max_examples=50, deadline=None)
    @given(
        calls=st.lists(
            st.tuples(st.integers(0, 60), st.sampled_from(["look", "buy"]), st.integers(1, 30)), max_size=20
        ),
        concurrency=st.integers(1, 9),
        bounds=st.tuples(st.integers(0, 2), st.integers(2, 5)),
        seed=st.integers(0, 99),
    )
    def test_loses_no_call_and_starts_no_pod_too_many(
        self, calls: list[tuple[int, str, int]], concurrency: int, bounds: tuple[int, int], seed: int
    ) -> None:
        least, most = bounds
        one = function(concurrency, least, most)
        graph = CallGraph(edge="gateway", wakes={"gateway": ("look",)})
        found = outcome(shop(graph, gateway=one, look=one, buy=one), trace(*calls, seconds=400), seed)
        assert found.shop.calls == sum(number for _, _, number in calls)
        assert found.functions["gateway"].calls == found.functions["look"].calls + found.functions["buy"].calls
        for each in found.functions.values():
            assert all(least <= up <= most and draining >= 0 for _, up, draining in each.pods)
            assert (each.refused, each.timed_out) == (0, 0)
            assert each.pods[-1][1:] == (least, 0), "after a long quiet only those pods stand that always do"
