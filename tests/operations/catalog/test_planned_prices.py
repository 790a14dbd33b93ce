"""Prices that begin and end by themselves."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.models.catalog import Product, Variant
from db.models.planned_prices import PlannedPrice
from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop

HANDLE = {"handle": "wool-scarf"}
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _scarf(shop: Shop) -> None:
    staff(shop, "create-product", SCARF)
    staff(shop, "publish-product", query=HANDLE)


def a_plan(shop: Shop, minor: int = 20_00, *, hours: float = 1, ends: float | None = None, **other: Any) -> Any:
    at = (shop.now + hours * HOUR).isoformat()
    end = None if ends is None else (shop.now + ends * HOUR).isoformat()
    return {"sku": "S-2", "price_minor": minor, "starts_at": at, "ends_at": end, **other}


def change(shop: Shop, *, if_match: str = "*", **body: Any) -> Any:
    return staff(shop, "set-prices", body, method="PUT", query=HANDLE, if_match=if_match)


def planned(shop: Shop, role: str | None = "staff") -> Any:
    return shop.call("get-product", method="GET", query=HANDLE, role=role).json["planned_prices"]


def sweep_at(shop: Shop, hours: float) -> None:
    shop.now = shop.now.replace(microsecond=0) + hours * HOUR
    shop.call("sweep")
    shop.session.expire_all()


def price(shop: Shop) -> tuple[int, int | None]:
    found = shop.session.get_one(Variant, "S-2")
    return found.price_minor, found.compare_at_price_minor


class TestAPlannedPrice:
    def test_is_shown_to_staff_alone_and_changes_nothing_yet(self, shop: Shop) -> None:
        answer = change(shop, plan=[a_plan(shop, compare_at_price_minor=35_00)])
        assert answer.status_code == 200, answer.json
        (plan,) = answer.json["planned_prices"]
        assert (plan["sku"], plan["price_minor"], plan["compare_at_price_minor"]) == ("S-2", 20_00, 35_00)
        assert (planned(shop), planned(shop, role=None)) == ([plan], None)
        assert price(shop) == (35_00, None)
        assert actions(shop)[-1] == "set-prices"

    def test_begins_by_itself_with_what_lists_sort_by_and_the_lowest_price_before(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop, compare_at_price_minor=35_00)])
        sweep_at(shop, 0.9)
        assert price(shop) == (35_00, None)
        before = shop.call("get-product", method="GET", query=HANDLE).headers["etag"]
        sweep_at(shop, 0.2)
        assert price(shop) == (20_00, 35_00)
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 20_00
        shown = shop.call("get-product", method="GET", query=HANDLE)
        assert shown.json["variants"][1]["lowest_price_before_minor"] == 35_00
        assert shown.headers["etag"] != before
        assert planned(shop) == []

    def test_ends_by_itself_with_the_price_of_before(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop, ends=3, compare_at_price_minor=35_00)])
        sweep_at(shop, 1)
        assert (price(shop), planned(shop)[0]["state"]) == ((20_00, 35_00), "running")
        sweep_at(shop, 2)
        assert (price(shop), planned(shop)) == ((35_00, None), [])
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 35_00

    def test_gives_way_to_what_staff_set_meanwhile(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop, ends=3)])
        sweep_at(shop, 1)
        change(shop, prices=[{"sku": "S-2", "price_minor": 25_00}])
        sweep_at(shop, 2)
        assert price(shop) == (25_00, None)

    def test_that_was_missed_as_a_whole_never_begins(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop, ends=2)])
        sweep_at(shop, 3)
        assert price(shop) == (35_00, None)

    def test_follows_another_one_that_ends_when_it_begins(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop, ends=2), a_plan(shop, 30_00, hours=2)])
        sweep_at(shop, 1)
        sweep_at(shop, 1)
        assert price(shop) == (30_00, None)

    def test_of_a_variant_that_is_gone_ends(self, shop: Shop) -> None:
        change(shop, plan=[a_plan(shop)])
        staff(shop, "change-product", {"variants": SCARF["variants"][:1]}, method="PATCH", query=HANDLE)
        sweep_at(shop, 1)
        assert shop.session.scalars(select(PlannedPrice.state)).all() == ["ended"]


class TestPlanning:
    def test_can_be_withdrawn_before_it_begins(self, shop: Shop) -> None:
        (plan,) = change(shop, plan=[a_plan(shop)]).json["planned_prices"]
        assert change(shop, withdraw=[plan["id"]]).json["planned_prices"] == []
        sweep_at(shop, 1)
        assert price(shop) == (35_00, None)

    def test_cannot_be_withdrawn_later(self, shop: Shop) -> None:
        (plan,) = change(shop, plan=[a_plan(shop, ends=3)]).json["planned_prices"]
        sweep_at(shop, 1)
        refused = change(shop, withdraw=[plan["id"]])
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:plan-begun")

    @pytest.mark.parametrize(("hours", "ends"), [(1, None), (0.5, 2), (1.5, None), (0.5, 1.1)])
    def test_refuses_a_second_one_for_the_same_time(self, shop: Shop, hours: float, ends: float | None) -> None:
        change(shop, plan=[a_plan(shop, ends=2)])
        refused = change(shop, plan=[a_plan(shop, 10_00, hours=hours, ends=ends)])
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:plans-overlap")

    @pytest.mark.parametrize(
        ("times", "field"),
        [
            ({"hours": -1}, "plan.0.starts_at"),
            ({"hours": 24 * 400}, "plan.0.starts_at"),
            ({"ends": 0.5}, "plan.0.ends_at"),
            ({"sku": "S-9"}, "plan.0.sku"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, times: dict[str, Any], field: str) -> None:
        refused = change(shop, plan=[a_plan(shop, **times)])
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)

    def test_may_be_sent_again(self, shop: Shop) -> None:
        plan = a_plan(shop)
        change(shop, plan=[plan])
        assert len(change(shop, plan=[plan], if_match='"of before"').json["planned_prices"]) == 1

    def test_needs_the_version_that_was_seen(self, shop: Shop) -> None:
        assert change(shop, plan=[a_plan(shop)], if_match='"of before"').status_code == 412
        assert shop.session.scalars(select(PlannedPrice)).all() == []

    def test_asks_for_something(self, shop: Shop) -> None:
        assert change(shop).status_code == 422
