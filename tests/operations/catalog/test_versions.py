from typing import Any

import pytest

from db.models.inventory import Stock
from tests.support.operations.products import SCARF, staff
from tests.support.operations.shop import Shop

QUERY = {"handle": "wool-scarf"}
CHANGES = [
    ("change-product", "PATCH", {"title": "Lambswool Scarf"}),
    ("set-prices", "PUT", {"prices": [{"sku": "S-2", "price_minor": 20_00}]}),
    ("publish-product", "POST", None),
    ("archive-product", "POST", None),
]


def read(shop: Shop) -> Any:
    return staff(shop, "get-product", method="GET", query=QUERY)


def change(shop: Shop, operation: str, method: str, body: Any, if_match: str | None) -> Any:
    return staff(shop, operation, body, method=method, query=QUERY, if_match=if_match)


@pytest.mark.parametrize(("operation", "method", "body"), CHANGES)
class TestChangesOfAProduct:
    def test_apply_to_the_version_that_was_read(self, shop: Shop, operation: str, method: str, body: Any) -> None:
        staff(shop, "create-product", SCARF)
        seen = read(shop).headers["etag"]
        changed = change(shop, operation, method, body, seen)
        assert changed.status_code == 200
        assert (
            change(shop, "change-product", "PATCH", {"title": "Silk Scarf"}, changed.headers["etag"]).status_code == 200
        )

    def test_do_not_apply_to_what_another_has_changed(self, shop: Shop, operation: str, method: str, body: Any) -> None:
        staff(shop, "create-product", SCARF)
        seen = read(shop).headers["etag"]
        change(shop, "change-product", "PATCH", {"vendor": "Another"}, seen)
        before = read(shop).data
        refused = change(shop, operation, method, body, seen)
        assert (refused.status_code, refused.json["type"]) == (412, "urn:cloudshop:problem:changed-meanwhile")
        assert read(shop).data == before

    def test_name_a_version(self, shop: Shop, operation: str, method: str, body: Any) -> None:
        staff(shop, "create-product", SCARF)
        before = read(shop).data
        refused = change(shop, operation, method, body, None)
        assert (refused.status_code, refused.json["type"]) == (428, "urn:cloudshop:problem:version-missing")
        assert read(shop).data == before

    def test_that_are_sent_again_succeed_as_the_first(self, shop: Shop, operation: str, method: str, body: Any) -> None:
        staff(shop, "create-product", SCARF)
        seen = read(shop).headers["etag"]
        assert [change(shop, operation, method, body, seen).status_code for _ in range(2)] == [200, 200]

    def test_are_not_hindered_by_what_shoppers_buy(self, shop: Shop, operation: str, method: str, body: Any) -> None:
        staff(shop, "create-product", SCARF)
        shop.session.add(stock := Stock(sku="S-2", on_hand=0, policy="backorder"))
        shop.session.commit()
        seen = read(shop).headers["etag"]
        stock.on_hand = 4
        shop.session.commit()
        assert read(shop).headers["etag"] != seen
        assert change(shop, operation, method, body, seen).status_code == 200
