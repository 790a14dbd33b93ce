"""Which ways of delivery a quote offers, and which one an order has."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models.orders import Order
from db.models.shipping import Country, ShippingRate
from tests.support.factories import ADDRESS, a_product, an_order_for
from tests.support.operations.pricing import a_method
from tests.support.operations.shop import Shop

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"
ZURICH = {**ADDRESS, "postal_code": "8001", "city": "Zürich", "country": "CH"}


def quote(shop: Shop, sku: str = "MUG-1", quantity: int = 1, **other: str) -> Any:
    return shop.call("quote-order", {"lines": [{"sku": sku, "quantity": quantity}], **other})


class TestAQuote:
    def test_has_the_methods_of_the_country_with_their_prices_and_days(self, shop: Shop) -> None:
        a_product(shop.session)
        a_method(shop, "EU", "express", (0, 0, 12_90))
        quoted = quote(shop, country="DE").json
        assert [(each["code"], each["price_minor"]) for each in quoted["shipping_methods"]] == [
            ("standard", 4_90),
            ("express", 12_90),
        ]
        assert (quoted["country"], quoted["shipping_method"], quoted["shipping_minor"]) == ("DE", "standard", 4_90)
        assert quoted["shipping_methods"][1]["arrives_from"] < quoted["shipping_methods"][1]["arrives_until"]

    def test_costs_what_the_method_costs_that_was_chosen(self, shop: Shop) -> None:
        a_product(shop.session)
        a_method(shop, "EU", "express", (0, 0, 12_90))
        quoted = quote(shop, shipping_method="express").json
        assert (quoted["country"], quoted["shipping_minor"], quoted["total_minor"]) == ("FR", 12_90, 25_40)

    def test_goes_by_the_weight_of_all_items(self, shop: Shop) -> None:
        a_product(shop.session, grams=600)
        shop.session.add(
            ShippingRate(zone="EU", code="standard", subtotal_from_minor=0, grams_from=1000, price_minor=9_90)
        )
        shop.session.commit()
        assert [quote(shop, quantity=quantity).json["shipping_minor"] for quantity in (1, 2)] == [4_90, 9_90]

    @pytest.mark.parametrize(
        "columns", [{"Variant Requires Shipping": "false"}, {"Variant Requires Shipping": "FALSE"}]
    )
    def test_of_goods_that_need_no_parcel_has_no_shipping(self, shop: Shop, columns: dict[str, str]) -> None:
        a_product(shop.session, "CARD", variant_columns=columns)
        quoted = quote(shop, "CARD").json
        assert (quoted["shipping_minor"], quoted["shipping_method"], quoted["shipping_methods"]) == (0, None, [])

    def test_of_both_kinds_weighs_only_what_needs_a_parcel(self, shop: Shop) -> None:
        a_product(shop.session, "CARD", grams=5000, variant_columns={"Variant Requires Shipping": "false"})
        a_product(shop.session)
        shop.session.add(
            ShippingRate(zone="EU", code="standard", subtotal_from_minor=0, grams_from=1000, price_minor=9_90)
        )
        shop.session.commit()
        lines = [{"sku": sku, "quantity": 1} for sku in ("CARD", "MUG-1")]
        assert shop.call("quote-order", {"lines": lines}).json["shipping_minor"] == 4_90

    @pytest.mark.parametrize("country", ["JP", "ZZ", "CH"])
    def test_is_refused_for_a_country_that_is_not_served(self, shop: Shop, country: str) -> None:
        a_product(shop.session)
        refused = quote(shop, country=country)
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:country-not-served")

    def test_is_refused_for_a_zone_without_a_method(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.session.add(Country(code="CH", zone="World"))
        shop.session.commit()
        assert quote(shop, country="CH").status_code == 422


class TestAnOrder:
    def test_has_the_method_and_the_price_that_its_quote_had(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.session.add(Country(code="CH", zone="World"))
        a_method(shop, "World", "parcel", (0, 0, 24_00), (100_00, 0, 0))
        quoted = quote(shop, country="CH").json
        body = an_order_for(address=ZURICH, expected_total_minor=quoted["total_minor"], shipping_method="parcel")
        order = shop.call("place-order", body, key=KEY).json
        # Without the VAT of France.
        assert (order["shipping_minor"], order["delivery"]["code"]) == (20_00, "parcel")
        assert order["delivery"]["names"] == {"en": "Parcel", "fr": "Parcel"}

    def test_is_refused_at_the_price_of_another_method(self, shop: Shop) -> None:
        a_product(shop.session)
        a_method(shop, "EU", "express", (0, 0, 12_90))
        refused = shop.call("place-order", an_order_for(shipping_method="express"), key=KEY)
        assert (refused.status_code, refused.json["quote"]["shipping_minor"]) == (409, 12_90)
        assert refused.json["quote"]["shipping_method"] == "express"

    def test_is_refused_with_a_method_that_is_not_offered(self, shop: Shop) -> None:
        a_product(shop.session)
        refused = shop.call("place-order", an_order_for(shipping_method="drone"), key=KEY)
        assert (refused.status_code, refused.json["methods"]) == (409, ["standard"])
        assert shop.session.scalars(select(Order)).all() == []

    def test_of_the_release_before_has_no_method_and_is_shown(self, shop: Shop) -> None:
        a_product(shop.session)
        number = shop.call("place-order", an_order_for(), key=KEY).json["number"]
        shop.session.scalars(select(Order)).one().delivery = None
        shop.session.commit()
        shown = shop.call("look-up-order", {"number": number, "email": "ada@example.org"})
        assert (shown.status_code, shown.json["delivery"]) == (200, None)
