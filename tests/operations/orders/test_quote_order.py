from typing import Any

import pytest

from db.models.orders import Order
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop
from tests.support.operations.stock import stocked


def quote(shop: Shop, *lines: tuple[str, int]) -> Any:
    return shop.call("quote-order", {"lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines]})


class TestQuoteOrder:
    @pytest.mark.parametrize("quantity", [1, 4])
    def test_says_to_the_cent_what_the_order_will_cost(self, shop: Shop, quantity: int) -> None:
        a_product(shop.session, price_minor=12_50)
        quoted = quote(shop, ("MUG-1", quantity)).json
        placed = shop.call("place-order", an_order_for(quantity=quantity), key="a-key-of-a-shopper").json
        for amount in ("subtotal_minor", "shipping_minor", "total_minor", "currency"):
            assert quoted[amount] == placed[amount]

    def test_promises_nothing_that_is_reserved_for_others(self, shop: Shop) -> None:
        stocked(shop, on_hand=3, reserved=2)
        assert [quote(shop, ("MUG-1", quantity)).json["available"] for quantity in (1, 2)] == [True, False]

    def test_prices_each_line(self, shop: Shop) -> None:
        a_product(shop.session, "A", price_minor=12_50)
        a_product(shop.session, "B", price_minor=99)
        lines = quote(shop, ("B", 3), ("A", 2)).json["lines"]
        assert [(line["sku"], line["unit_price_minor"], line["line_total_minor"]) for line in lines] == [
            ("B", 99, 2_97),
            ("A", 12_50, 25_00),
        ]

    def test_reports_which_line_is_out_of_stock(self, shop: Shop) -> None:
        a_product(shop.session, "A", on_hand=2)
        a_product(shop.session, "B", on_hand=2)
        quoted = quote(shop, ("A", 2), ("B", 3)).json
        assert [(line["available"], line["in_stock"]) for line in quoted["lines"]] == [(True, None), (False, 2)]
        assert quoted["available"] is False
        assert quote(shop, ("A", 2)).json["available"] is True

    def test_leaves_no_order(self, shop: Shop) -> None:
        a_product(shop.session)
        quote(shop, ("MUG-1", 1))
        assert shop.session.query(Order).count() == 0

    def test_refuses_what_place_order_refuses(self, shop: Shop) -> None:
        a_product(shop.session)
        assert quote(shop, ("MUG-1", 1), ("UNKNOWN", 1)).json["sku"] == "UNKNOWN"
        twice = quote(shop, ("MUG-1", 1), ("MUG-1", 2))
        assert (twice.status_code, twice.json["errors"][0]["field"]) == (422, "lines")

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "lines"),
            ({"lines": []}, "lines"),
            ({"lines": [{"sku": "A", "quantity": 1.5}]}, "lines.0.quantity"),
            ({"lines": [{"sku": "A", "quantity": -1}]}, "lines.0.quantity"),
            ({"lines": [{"sku": "A", "quantity": 1, "price": 1}]}, "lines.0.price"),
            ({"lines": [{"sku": "A", "quantity": 1}] * 51}, "lines"),
            ({"lines": [{"sku": "A\u0000", "quantity": 1}]}, "lines.0.sku"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, body: Any, field: str) -> None:
        refused = shop.call("quote-order", body)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)
