from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.models.shipping import Carrier
from functions.orders.shipments.carriers import CARRIERS_MAX, address_problem
from tests.support.operations.at_once import at_once
from tests.support.operations.orders import act, actions, an_order
from tests.support.operations.shop import Shop

PAGE = "https://parcels.example/find?number={code}"


def put(shop: Shop, code: str, name: str, page: str = PAGE, if_match: str = '"new"', **other: Any) -> Any:
    body = {"name": name, "tracking_url": page, **other}
    return shop.call("put-carrier", body, method="PUT", query={"code": code}, role="staff", if_match=if_match)


def ship(shop: Shop, carrier: str) -> Any:
    number, body = an_order(shop, "confirmed")["number"], {"carrier": carrier, "tracking_code": "A1"}
    return act(shop, "ship-order", number, body, role="staff").json["parcels"][0]["tracking_url"]


class TestPutCarrier:
    def test_adds_one_whose_parcels_have_a_link(self, shop: Shop) -> None:
        added = put(shop, "swift", "Swift Parcels")
        assert (added.status_code, added.json["is_retired"]) == (200, False)
        assert ship(shop, "swift parcels") == "https://parcels.example/find?number=A1"
        assert actions(shop)[0] == ("put-carrier", "swift")

    def test_changes_the_link_of_parcels_that_follow(self, shop: Shop) -> None:
        added = put(shop, "swift", "Swift Parcels").json
        placed = an_order(shop, "confirmed", quantity=2)
        number, sku = placed["number"], placed["lines"][0]["sku"]
        body = {"carrier": "Swift Parcels", "tracking_code": "A1"}
        act(shop, "ship-order", number, body | {"lines": [{"sku": sku, "quantity": 1}]}, role="staff")
        changed = put(shop, "swift", "Swift Parcels", "https://new.example/{code}", f'"{added["revision"]}"')
        assert changed.status_code == 200
        parcels = act(shop, "ship-order", number, body, role="staff").json["parcels"]
        links = [each["tracking_url"] for each in parcels]
        assert links == ["https://parcels.example/find?number=A1", "https://new.example/A1"]

    def test_retires_one_which_is_not_offered_any_more(self, shop: Shop) -> None:
        added = put(shop, "swift", "Swift Parcels").json
        put(shop, "swift", "Swift Parcels", if_match=f'"{added["revision"]}"', is_retired=True)
        shown = act(shop, "get-order", an_order(shop, "confirmed")["number"], role="staff", method="GET").json
        assert "Swift Parcels" not in shown["carriers"]
        assert ship(shop, "Swift Parcels") is None
        listed = shop.call("list-carriers", method="GET", role="staff").json["carriers"]
        assert [each["is_retired"] for each in listed if each["code"] == "swift"] == [True]

    def test_applies_to_the_version_that_staff_have_seen_and_again_as_the_first(self, shop: Shop) -> None:
        first, again = (put(shop, "swift", "Swift Parcels") for _ in range(2))
        assert (first.status_code, again.status_code, len(actions(shop))) == (200, 200, 1)
        assert put(shop, "swift", "Swifter").status_code == 412

    def test_gives_no_two_one_name(self, shop: Shop) -> None:
        refused = put(shop, "dhl-2", "dhl")
        assert (refused.status_code, refused.json["code"]) == (409, "dhl")

    def test_adds_so_many_and_no_more(self, shop: Shop) -> None:
        known = len(shop.call("list-carriers", method="GET", role="staff").json["carriers"])
        others = (Carrier(code=f"c{n}", name=f"C {n}", tracking_url=PAGE) for n in range(CARRIERS_MAX - known))
        shop.session.add_all(others)
        shop.session.commit()
        refused = put(shop, "slow", "Slow Parcels")
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:too-many-carriers")

    def test_says_what_is_wrong_with_an_address(self, shop: Shop) -> None:
        refused = put(shop, "swift", "Swift Parcels", "http://parcels.example/{code}")
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "tracking_url")

    def test_needs_a_permission_of_its_own(self, shop: Shop) -> None:
        body = {"name": "Swift", "tracking_url": PAGE}
        by: dict[str, Any] = {"role": "staff", "permissions": {"orders.ship": None}}
        refused = shop.call("put-carrier", body, method="PUT", query={"code": "swift"}, **by)
        assert (refused.status_code, refused.json["permission"]) == (403, "carriers.change")

    def test_of_two_changes_at_once_the_second_sees_the_first(self, concurrent_shop: Shop, engine: Engine) -> None:
        shop = concurrent_shop
        listed = shop.call("list-carriers", method="GET", role="staff").json["carriers"]
        (gls,) = [each for each in listed if each["code"] == "gls"]
        put(shop, "gls", "", "", "*")  # loaded before threads call it
        seen = f'"{gls["revision"]}"'
        first, second = at_once(
            engine,
            select(Carrier).where(Carrier.code == "gls"),
            lambda: put(shop, "gls", "GLS One", if_match=seen),
            lambda: put(shop, "gls", "GLS Two", if_match=seen),
        )
        assert (first.status_code, second.status_code) == (200, 412)
        put(shop, "gls", gls["name"], gls["tracking_url"], "*")


@pytest.mark.parametrize(
    ("template", "is_fine"),
    [
        (PAGE, True),
        ("https://parcels.example/{code}/status#top", True),
        ("https://parcels.example:443/{code}", True),
        ("http://parcels.example/{code}", False),
        ("javascript:alert('{code}')", False),
        ("https://{code}.example/", False),
        ("https://parcels.example{code}/", False),
        ("https://ada@parcels.example/{code}", False),
        ("https://parcels.example:8080/{code}", False),
        ("https://localhost/{code}", False),
        ("https://parcels.example/find", False),
        ("https://parcels.example/{code}/{code}", False),
        ("https://parcels.example/{code}/{language}", False),
        ("https://parcels.example/a b/{code}", False),
        ("https://[parcels.example/{code}", False),
        ("", False),
    ],
)
def test_leads_shoppers_to_a_page_of_one_server(template: str, is_fine: bool) -> None:
    assert (address_problem(template) is None) == is_fine
