from typing import Any

import pytest
from sqlalchemy import delete

from db.models.shipping import Country
from tests.support.operations.shop import Shop


def countries(shop: Shop) -> dict[str, Any]:
    answered = shop.call("list-countries", method="GET")
    assert answered.status_code == 200
    return {each["code"]: each for each in answered.json["countries"]}


class TestListCountries:
    def test_lists_what_the_merchant_serves_and_nothing_else(self, shop: Shop) -> None:
        assert {"FR", "IE"} < countries(shop).keys()
        shop.session.add(Country(code="HK", zone="World"))
        shop.session.execute(delete(Country).where(Country.code == "FR"))
        shop.session.commit()
        served = countries(shop)
        assert "HK" in served
        assert "FR" not in served

    def test_has_the_form_of_each_country_s_addresses(self, shop: Shop) -> None:
        france, ireland, italy = (countries(shop)[code] for code in ("FR", "IE", "IT"))
        assert set(france["required"]) == {"name", "street", "postal_code", "city"}
        assert set(ireland["required"]) == {"name", "street", "city"}
        assert ireland["area_kind"] == "county"
        assert {"code": "RM", "name": "Roma"} in italy["areas"]

    def test_says_from_which_value_on_shipping_is_free(self, shop: Shop) -> None:
        shop.session.add(Country(code="HK", zone="World"))
        shop.session.commit()
        served = countries(shop)
        assert {code: served[code]["free_shipping_from_minor"] for code in ("FR", "HK")} == {"FR": 50_00, "HK": None}
        assert [code for code, country in served.items() if country["is_home"]] == ["FR"]

    @pytest.mark.parametrize(("country", "zone"), [("AE", "World"), ("HK", "World")])
    def test_leaves_out_fields_that_a_country_has_not(self, shop: Shop, country: str, zone: str) -> None:
        shop.session.add(Country(code=country, zone=zone))
        shop.session.commit()
        form = countries(shop)[country]
        assert form["fields"] == ["name", "company", "street", "area"]
        assert (form["postal_code_pattern"], "area" in form["required"]) == (None, True)
