"""`make load` against the whole shop: every journey's calls are answered, and counted."""

import json
from collections import Counter
from typing import Any

import pytest

from ops.load.shopping import files
from ops.load.shopping.browser import NAVIGATES
from ops.load.shopping.visitor import PAGES
from ops.scaling.simulator.traffic.journeys import SHOPPERS
from tests.support.shop.running_shop import RunningShop

# A page, not a call of the API.
NOT_CALLED = {"render-page"}


@pytest.fixture(scope="module")
def report(shop: RunningShop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("load") / "report.json"
    done = shop.command("tests.support.shop.hurried_visits", "--url", shop.run["shop"], "--json", str(path))
    assert done.returncode == 0, done.stderr + done.stdout
    return dict(json.loads(path.read_text()))


def test_no_visitor_met_an_error(report: dict[str, Any]) -> None:
    assert report["failures"] == {}
    assert (report["all"]["errors"], report["skipped_calls"], report["visits_left_out"]) == (0, 0, 0)


def test_every_call_of_every_journey_is_counted(report: dict[str, Any]) -> None:
    calls = [each for journey in SHOPPERS for step in journey.steps for each in step.operations]
    found = {name.removeprefix("api "): each["requests"] for name, each in report["by_name"].items() if "api " in name}
    found.pop("list-products (counts)")
    assert found == {name: number for name, number in Counter(calls).items() if name not in NOT_CALLED}


def test_the_order_of_each_buyer_is_placed_and_paid(report: dict[str, Any], shop: RunningShop) -> None:
    orders = shop.query("SELECT count(*) FROM orders.orders")
    assert orders == [(2,)]


def test_whoever_came_first_met_cold_starts(report: dict[str, Any]) -> None:
    assert report["all"]["cold"] > 0


def test_a_browser_knows_the_files_of_each_page(shop: RunningShop) -> None:
    with shop.client() as client:
        document = client.get("/", headers=NAVIGATES).text
        script = client.get(str(files.entry_of(document))).text
    assert set(PAGES.values()) - files.by_page(script).keys() == set()


def test_says_what_is_no_shop(shop: RunningShop) -> None:
    done = shop.command("ops.load", "--url", "http://localhost:9", "--minutes", "1")
    assert done.returncode == 2
    assert "URL=http://localhost:9 is no shop that visitors could come to" in done.stderr
