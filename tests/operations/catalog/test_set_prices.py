from typing import Any

import pytest
from sqlalchemy import select

from db.models.catalog import Product
from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop


class TestSetPrices:
    def prices(self, shop: Shop, *prices: dict[str, Any]) -> Any:
        return staff(shop, "set-prices", {"prices": prices}, method="PUT", query={"handle": "wool-scarf"})

    def test_sets_those_that_are_given(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        answer = self.prices(shop, {"sku": "S-2", "price_minor": 20_00, "compare_at_price_minor": 35_00})
        assert answer.status_code == 200
        assert [(v["price_minor"], v["compare_at_price_minor"]) for v in answer.json["variants"]] == [
            (39_00, None),
            (20_00, 35_00),
        ]
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 20_00
        assert actions(shop) == ["create-product", "set-prices"]

    @pytest.mark.parametrize(
        ("price", "field"),
        [
            ({"sku": "S-2", "price_minor": -1}, "prices.0.price_minor"),
            ({"sku": "S-2", "price_minor": 1.5}, "prices.0.price_minor"),
            ({"sku": "S-2"}, "prices.0.price_minor"),
            ({"sku": "S-3", "price_minor": 1}, "prices.0.sku"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, price: dict[str, Any], field: str) -> None:
        staff(shop, "create-product", SCARF)
        refused = self.prices(shop, price)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 35_00

    def test_refuses_two_prices_for_one_sku(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        assert self.prices(shop, {"sku": "S-2", "price_minor": 1}, {"sku": "S-2", "price_minor": 2}).status_code == 422
