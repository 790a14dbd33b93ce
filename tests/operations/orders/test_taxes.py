"""Which VAT a quote and an order have."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db.models.orders import Order, OrderLine
from db.models.shipping import Country
from db.models.taxes import TaxRate
from tests.support.factories import ADDRESS, a_product, an_order_for
from tests.support.operations.pricing import a_method
from tests.support.operations.shop import Shop

KEY = "b0c9a8a4-3d9b-4a55-9d0b-6c2f7a5f1e0d"
ZURICH = {**ADDRESS, "postal_code": "8001", "city": "Zürich", "country": "CH"}


def quote(shop: Shop, *skus: str, **other: str) -> Any:
    lines = [{"sku": sku, "quantity": 1} for sku in skus or ("MUG-1",)]
    return shop.call("quote-order", {"lines": lines, **other}).json


def rates(taxed: Any) -> list[tuple[int, int, int]]:
    return [(each["rate_basis_points"], each["net_minor"], each["tax_minor"]) for each in taxed["taxes"]]


def serve_switzerland(shop: Shop) -> None:
    """A country where no VAT is due."""
    shop.session.add(Country(code="CH", zone="World"))
    a_method(shop, "World", "parcel", (0, 0, 12_00))


class TestAQuote:
    def test_includes_the_vat_of_the_shops_own_country_in_its_total(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=12_00)
        quoted = quote(shop)
        assert rates(quoted) == [(2000, 14_08, 2_82)]
        assert quoted["total_minor"] == 12_00 + 4_90 == 14_08 + 2_82

    @pytest.mark.parametrize(("country", "rate", "tax"), [("DE", 1900, 2_70), ("FI", 2550, 3_44), ("HU", 2700, 3_59)])
    def test_costs_the_same_everywhere_with_the_vat_of_the_destination(
        self, shop: Shop, country: str, rate: int, tax: int
    ) -> None:
        a_product(shop.session, price_minor=12_00)
        quoted = quote(shop, country=country)
        assert (quoted["total_minor"], rates(quoted)) == (16_90, [(rate, 16_90 - tax, tax)])

    def test_has_a_sum_for_each_rate_and_shipping_at_the_highest(self, shop: Shop) -> None:
        for sku, tax_class in (("MUG-1", "standard"), ("BOOK", "reduced"), ("CARD", "none")):
            a_product(shop.session, sku, price_minor=11_00, tax_class=tax_class)
        assert rates(quote(shop, "CARD", "BOOK", "MUG-1")) == [(2000, 13_25, 2_65), (1000, 10_00, 1_00), (0, 11_00, 0)]

    def test_has_the_standard_rate_where_a_country_has_no_reduced_one(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=50_00, tax_class="reduced")
        assert rates(quote(shop, country="DK")) == [(2500, 40_00, 10_00)]

    def test_has_the_rate_that_is_valid_today(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=50_00)
        for day, rate in ((date(2000, 1, 1), 500), (shop.now.date(), 2500), (date(2999, 1, 1), 900)):
            shop.session.add(TaxRate(country="FR", tax_class="standard", valid_from=day, rate_basis_points=rate))
        shop.session.commit()
        assert rates(quote(shop)) == [(2500, 40_00, 10_00)]

    def test_of_an_export_has_no_vat_and_costs_less_by_that_of_the_shops_own_country(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        serve_switzerland(shop)
        quoted = quote(shop, country="CH")
        assert (quoted["lines"][0]["unit_price_minor"], quoted["shipping_minor"]) == (20_00, 10_00)
        assert quoted["shipping_methods"][0]["price_minor"] == 10_00
        assert (quoted["total_minor"], rates(quoted)) == (30_00, [(0, 30_00, 0)])


class TestAnOrder:
    def test_keeps_the_vat_of_its_lines_and_of_its_shipping(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=12_00)
        body = an_order_for(price_minor=12_00, quantity=2)
        order = shop.call("place-order", body, key=KEY).json
        (line,) = shop.session.scalars(select(OrderLine))
        assert (line.tax_rate_basis_points, line.tax_minor) == (2000, 4_00)
        (stored,) = shop.session.scalars(select(Order))
        assert (stored.shipping_tax_rate_basis_points, stored.shipping_tax_minor) == (2000, 82)
        assert rates(order) == [(2000, 24_08, 4_82)]

    def test_of_an_export_is_refused_at_the_price_with_vat(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        serve_switzerland(shop)
        body = an_order_for(price_minor=24_00, address=ZURICH, expected_total_minor=36_00)
        refused = shop.call("place-order", body, key=KEY)
        assert (refused.status_code, refused.json["quote"]["total_minor"]) == (409, 30_00)
        placed = shop.call("place-order", {**body, "expected_total_minor": 30_00}, key=KEY).json
        assert (placed["subtotal_minor"], placed["shipping_minor"], rates(placed)) == (20_00, 10_00, [(0, 30_00, 0)])

    def test_keeps_its_vat_when_the_rate_changes(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=12_00)
        number = shop.call("place-order", an_order_for(price_minor=12_00), key=KEY).json["number"]
        for rate in shop.session.scalars(select(TaxRate).where(TaxRate.country == "FR")):
            rate.rate_basis_points = 100
        shop.session.commit()
        shown = shop.call("look-up-order", {"number": number, "email": "ada@example.org"}).json
        assert rates(shown) == [(2000, 14_08, 2_82)]

    def test_of_the_release_before_has_none_and_is_shown(self, shop: Shop) -> None:
        a_product(shop.session)
        number = shop.call("place-order", an_order_for(), key=KEY).json["number"]
        shop.session.scalars(select(Order)).one().taxes = None
        shop.session.commit()
        shown = shop.call("look-up-order", {"number": number, "email": "ada@example.org"})
        assert (shown.status_code, shown.json["taxes"]) == (200, None)
