from typing import Any

import pytest

from db.models.inventory import Stock
from functions.inventory.list_stock import SKUS_MAX
from tests.support.factories import a_product
from tests.support.operations.shop import Shop
from tests.support.operations.stock import stocked


class TestListStock:
    def listed(self, shop: Shop, **query: Any) -> Any:
        return shop.call("list-stock", method="GET", query=query, role="staff")

    def test_shows_what_is_there_reserved_and_left(self, shop: Shop) -> None:
        stocked(shop, 5, reserved=2)
        (item,) = self.listed(shop).json["stock"]
        assert item == {
            "sku": "MUG-1",
            "on_hand": 5,
            "reserved": 2,
            "available": 3,
            "policy": "tracked",
            "title": "Product MUG-1",
            "option_values": [],
        }

    def test_shows_also_what_was_never_counted_and_what_is_no_longer_sold(self, shop: Shop) -> None:
        stocked(shop, 0)
        shop.session.delete(shop.session.get_one(Stock, "MUG-1"))
        shop.session.add(Stock(sku="OLD-1", on_hand=4))
        shop.session.commit()
        items = self.listed(shop).json["stock"]
        assert [(item["sku"], item["available"], item["title"]) for item in items] == [
            ("MUG-1", 0, "Product MUG-1"),
            ("OLD-1", 4, ""),
        ]

    def test_goes_on_page_by_page(self, shop: Shop) -> None:
        for number in range(5):
            a_product(shop.session, f"S-{number}")
        first = self.listed(shop, limit=3).json
        second = self.listed(shop, limit=3, cursor=first["next_cursor"]).json
        assert [item["sku"] for page in (first, second) for item in page["stock"]] == [f"S-{n}" for n in range(5)]
        assert second["next_cursor"] is None

    def test_finds_by_the_beginning_of_the_sku_and_by_what_is_running_out(self, shop: Shop) -> None:
        for sku, on_hand in (("A%1", 1), ("A%2", 9), ("AX", 1)):
            a_product(shop.session, sku, on_hand=on_hand)
        assert [item["sku"] for item in self.listed(shop, sku="A%").json["stock"]] == ["A%1", "A%2"]
        assert [item["sku"] for item in self.listed(shop, available_max=5).json["stock"]] == ["A%1", "AX"]

    def test_looks_through_so_many_for_what_is_running_out_and_goes_on_with_the_next_page(self, shop: Shop) -> None:
        skus = [f"S-{number:04}" for number in range(SKUS_MAX + 5)]
        shop.session.add_all(Stock(sku=sku, on_hand=1 if sku in {skus[3], skus[-2]} else 9) for sku in skus)
        shop.session.commit()
        first = self.listed(shop, available_max=5).json
        second = self.listed(shop, available_max=5, cursor=first["next_cursor"]).json
        assert [item["sku"] for page in (first, second) for item in page["stock"]] == [skus[3], skus[-2]]
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(
        ("field", "value"), [("cursor", "x"), ("available_max", -1), ("limit", 101), ("sort", "x")]
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, field: str, value: Any) -> None:
        refused = self.listed(shop, **{field: value})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)
