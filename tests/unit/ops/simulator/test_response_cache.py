"""What Nginx keeps never reaches the gateway, or does so in the background, as with the shop's own nginx.conf."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.traffic import trace_file
from ops.scaling.simulator.traffic.cache_misses import without_cached
from ops.scaling.simulator.traffic.demo_shop import behaviour
from ops.scaling.simulator.traffic.generator import DAY_SECONDS, day
from ops.scaling.simulator.traffic.journeys import SHOPPERS, STAFF
from ops.scaling.simulator.traffic.response_cache import FRESH_SECONDS, INACTIVE_SECONDS, ResponseCache, ResponseSource
from ops.scaling.simulator.traffic.trace import CacheHits, Trace
from ops.scaling.simulator.traffic.visits import Click
from tests.support.ops.simulated_shops import ROOT, function, outcome, shop, trace


def one_replica() -> ResponseCache:
    return ResponseCache(Random(1), replicas=1)


class TestCachedResponses:
    def test_are_asked_for_once_and_again_in_the_background(self) -> None:
        nginx = one_replica()
        answers = [nginx.request(now, "get-product", "mug") for now in (0, 4.9, 5.0, 6.0, 60.0)]
        assert answers == [
            ResponseSource.FROM_GATEWAY, ResponseSource.CACHED, ResponseSource.CACHED_AND_REFRESHED,
            ResponseSource.CACHED, ResponseSource.CACHED_AND_REFRESHED,
        ]  # fmt: skip

    def test_are_apart_by_operation_and_by_what_is_asked(self) -> None:
        nginx = one_replica()
        asked = [("get-product", "mug"), ("get-product", "cup"), ("list-products", "mug")]
        assert [nginx.request(0, *each) for each in asked] == [ResponseSource.FROM_GATEWAY] * 3

    def test_go_when_nobody_has_asked_for_a_day(self) -> None:
        nginx = one_replica()
        times = (0.0, INACTIVE_SECONDS - 1, 2 * INACTIVE_SECONDS - 1)
        assert [nginx.request(now, "get-product", "mug") for now in times] == [
            ResponseSource.FROM_GATEWAY, ResponseSource.CACHED_AND_REFRESHED, ResponseSource.FROM_GATEWAY,
        ]  # fmt: skip

    def test_are_of_each_replica_by_itself(self) -> None:
        nginx = ResponseCache(Random(1), replicas=2)
        answers = [nginx.request(0, "get-product", "mug") for _ in range(50)]
        assert answers.count(ResponseSource.FROM_GATEWAY) == 2

    def test_let_no_browser_wait_for_a_rendered_page(self) -> None:
        assert one_replica().request(0, "render-page", "home") is ResponseSource.CACHED_AND_REFRESHED

    @pytest.mark.parametrize("operation", ["read-cart", "put-cart-item", "look-up-order"])
    def test_are_nobodys_own(self, operation: str) -> None:
        nginx = one_replica()
        assert {nginx.request(now, operation, "") for now in range(3)} == {ResponseSource.FROM_GATEWAY}

    @pytest.mark.parametrize("operation", sorted(FRESH_SECONDS))
    def test_are_fresh_for_as_long_as_the_operation_says(self, operation: str) -> None:
        (module,) = (ROOT / "functions").glob(f"*/{operation.replace('-', '_')}.py")
        text = module.read_text()
        said = re.search(r"cache_control=(\w+)(?:\(fresh_seconds=(\d+)\))?", text)
        assert said is not None
        catalog = import_module("functions.runtime.http.caching").CATALOG
        written = catalog if said[1] == "CATALOG" else f"max-age={said[2]}"
        assert f"max-age={FRESH_SECONDS[operation]:.0f}" in written


class TestVisitsPastThem:
    def test_keep_what_reaches_the_gateway_and_count_the_rest(self) -> None:
        home = (("list-products", "0"), ("read-cart", ""))
        visits = [[Click(second, home, True)] for second in (0.0, 2.0, 30.0)]
        seen, reached = without_cached(one_replica(), visits)
        assert [click.operations for visit in seen for click in visit] == [
            ("list-products", "read-cart"), ("read-cart",), ("list-products", "read-cart"),
        ]  # fmt: skip
        assert reached.cache_hits == CacheHits(requests=2, first_pages=2)
        assert reached.in_background == {(30, "list-products"): 1}

    def test_keep_what_is_announced_on_a_page_that_nginx_answers(self) -> None:
        home = (("list-products", "0"),)
        visits = [[Click(0.0, home, True)], [Click(2.0, home, True, ("put-cart-item",), 2.0)]]
        seen, _ = without_cached(one_replica(), visits)
        assert [(click.operations, click.announced) for visit in seen for click in visit] == [
            (("list-products",), ()), ((), ("put-cart-item",)),
        ]  # fmt: skip


@cache
def sample(*, is_kept: bool) -> Trace:
    names = {each for journey in SHOPPERS + STAFF for step in journey.steps for each in step.operations}
    return day({name: behaviour(name) for name in names}, 500, is_kept=is_kept)


class TestADay:
    def test_has_every_request_of_the_same_day_once(self) -> None:
        every, past_nginx = sample(is_kept=False), sample(is_kept=True)
        in_background = sum(each.in_background for each in past_nginx.arrivals)
        hits = past_nginx.cache_hits.requests
        # A visit may go on after midnight, where only what Nginx answered is still counted.
        assert every.calls() == pytest.approx(
            past_nginx.calls() - in_background + past_nginx.cache_hits.requests, abs=10
        )
        assert hits > every.calls() / 2

    def test_has_no_other_calls_of_what_is_not_kept(self) -> None:
        found = [
            [each[:3] for each in sample(is_kept=kept).arrivals if each.operation == "put-cart-item"]
            for kept in (True, False)
        ]
        assert found[0] == found[1]
        assert all(each.in_background <= each.calls for each in sample(is_kept=True).arrivals)

    def test_is_the_same_read_from_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "day.jsonl.gz"
        trace_file.write(sample(is_kept=True), path)
        again = trace_file.read(path)
        assert (again.arrivals, again.cache_hits, again.seconds) == (
            sample(is_kept=True).arrivals, sample(is_kept=True).cache_hits, DAY_SECONDS,
        )  # fmt: skip


class TestTheSimulation:
    def test_wakes_by_calls_in_the_background_and_counts_nobody_who_waits(self) -> None:
        calls = trace((5, "look", 1), (15, "look", 1))
        first, second = calls.arrivals
        kept = CacheHits(requests=3, first_pages=1)
        behind = type(calls)(
            calls.source, calls.starts_at, calls.seconds, calls.behaviours,
            [first._replace(in_background=1), second], {}, kept,
        )  # fmt: skip
        found = outcome(shop(CallGraph(), look=function()), behind)
        assert (found.shop.calls, found.shop.cold, found.shop.first_pages) == (4, 0, 1)
        assert found.functions["look"].cold == 1
