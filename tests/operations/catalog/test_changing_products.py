"""What staff do to the catalogue by hand."""

from typing import Any

import pytest
from sqlalchemy import select

from db.models.catalog import Product, Variant
from db.models.messaging import StaffAction
from tests.operations.catalog.test_import_products import bring
from tests.support.catalog_files import a_file, a_row
from tests.support.factories import a_product
from tests.support.operations.shop import Shop

SCARF = {
    "title": "Wool Scarf",
    "description": "Warm.\n\nAnd soft.",
    "product_type": "Clothing",
    "tags": ["wool", "winter", "wool"],
    "option_names": ["Colour"],
    "variants": [
        {"option_values": ["Moss"], "price_minor": 39_00},
        {"sku": "S-2", "option_values": ["Sand"], "price_minor": 35_00},
    ],
    "images": [{"url": "/pictures/wool-scarf.svg", "alternative_text": "A scarf"}],
}


def staff(shop: Shop, operation: str, body: Any = None, *, role: str | None = "staff", **other: Any) -> Any:
    return shop.call(operation, body, role=role, **other)


def actions(shop: Shop) -> list[str]:
    return list(shop.session.scalars(select(StaffAction.action).order_by(StaffAction.at)))


class TestCreateProduct:
    def test_makes_a_draft_that_no_shopper_sees(self, shop: Shop) -> None:
        made = staff(shop, "create-product", SCARF)
        assert made.status_code == 201
        assert (made.json["handle"], made.json["state"], made.json["category"]) == ("wool-scarf", "draft", "clothing")
        assert made.json["tags"] == ["wool", "winter"]
        assert [variant["sku"] for variant in made.json["variants"]] == ["wool-scarf.moss", "S-2"]
        assert shop.call("list-products", method="GET").json["products"] == []
        assert actions(shop) == ["create-product"]

    def test_knows_its_cheapest_price(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 35_00

    def test_comes_back_unchanged_from_an_export(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        exported = shop.call("export-products", method="GET", role="staff").data
        assert bring(shop, exported).json == {"created": 0, "changed": 0, "unchanged": 1, "stock_counted": 0}

    def test_refuses_a_handle_or_a_sku_that_is_taken(self, shop: Shop) -> None:
        a_product(shop.session, "S-2")
        taken = staff(shop, "create-product", {**SCARF, "handle": "s-2"})
        assert (taken.status_code, taken.json["type"]) == (409, "urn:cloudshop:problem:handle-taken")
        taken = staff(shop, "create-product", SCARF)
        assert (taken.status_code, taken.json["sku"]) == (409, "S-2")
        assert shop.session.scalars(select(Product.handle)).all() == ["s-2"]

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"title": " "}, "title"),
            ({"title": "a\u0000b"}, "title"),
            ({"handle": "two words"}, "handle"),
            ({"title": "!!!"}, "handle"),
            ({"variants": []}, "variants"),
            ({"variants": [{"price_minor": 1}]}, "variants.0.option_values"),
            (
                {"variants": [{"option_values": ["M"], "price_minor": 1}, {"option_values": ["m"], "price_minor": 1}]},
                "variants",
            ),
            ({"variants": [{"option_values": ["M"], "price_minor": -1}]}, "variants.0.price_minor"),
            ({"variants": [{"option_values": ["M"], "price_minor": 1.5}]}, "variants.0.price_minor"),
            ({"variants": [{"option_values": ["M"], "price_minor": "1"}]}, "variants.0.price_minor"),
            ({"option_names": ["Size", "size"]}, "option_names"),
            ({"variants": [{"sku": "S", "option_values": [size], "price_minor": 1} for size in "ML"]}, "variants"),
            ({"tags": ["a,b"]}, "tags.0"),
            ({"images": [{"url": "javascript:x()"}]}, "images.0.url"),
            ({"state": "published"}, "state"),
        ],
    )
    def test_names_the_field_that_is_wrong(self, shop: Shop, change: dict[str, Any], field: str) -> None:
        refused = staff(shop, "create-product", {**SCARF, **change})
        assert refused.status_code == 422, refused.text
        assert [error["field"] for error in refused.json["errors"]] == [field]
        assert shop.session.scalars(select(Product)).all() == []

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403)])
    def test_is_for_staff(self, shop: Shop, role: str | None, status: int) -> None:
        assert staff(shop, "create-product", SCARF, role=role).status_code == status


class TestChangeProduct:
    def test_changes_what_is_given_and_nothing_else(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        changed = staff(
            shop, "change-product", {"title": "Lambswool Scarf"}, method="PATCH", query={"handle": "wool-scarf"}
        )
        assert changed.status_code == 200
        assert (changed.json["title"], changed.json["description"]) == ("Lambswool Scarf", "Warm.\n\nAnd soft.")
        assert len(changed.json["variants"]) == 2
        assert actions(shop) == ["create-product", "change-product"]

    def test_variants_replace_those_there_were(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        variants = [{"sku": "S-2", "option_values": ["Sand"], "price_minor": 5}]
        staff(shop, "change-product", {"variants": variants}, method="PATCH", query={"handle": "wool-scarf"})
        assert shop.session.scalars(select(Variant.sku)).all() == ["S-2"]
        assert shop.session.scalars(select(Product.price_from_minor)).one() == 5

    def test_keeps_the_merchants_other_columns_but_not_html_that_is_no_longer_shown(self, shop: Shop) -> None:
        bring(shop, a_file(a_row(SEO_Title="Pots", **{"Body_(HTML)": "<i>Old</i>"})))
        staff(shop, "change-product", {"description": "New"}, method="PATCH", query={"handle": "tea-pot"})
        assert shop.session.scalars(select(Product.merchant_columns)).one() == {"SEO Title": "Pots"}

    def test_keeps_the_merchants_columns_of_a_variant_but_not_a_weight_that_is_no_longer_true(self, shop: Shop) -> None:
        bring(shop, a_file(a_row(Variant_SKU="POT", Variant_Grams="800.5", Variant_Image="/pot.svg")))
        variants = [{"sku": "POT", "price_minor": 5, "grams": 900}]
        staff(shop, "change-product", {"variants": variants}, method="PATCH", query={"handle": "tea-pot"})
        assert shop.session.scalars(select(Variant.merchant_columns)).one() == {"Variant Image": "/pot.svg"}

    def test_what_is_found_by_search_changes_with_it(self, shop: Shop) -> None:
        bring(shop, a_file(a_row()))
        staff(shop, "change-product", {"title": "Samovar"}, method="PATCH", query={"handle": "tea-pot"})
        found = shop.call("list-products", method="GET", query={"search": "samovar"}).json
        assert [product["handle"] for product in found["products"]] == ["tea-pot"]

    def test_the_same_again_is_no_change(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        staff(shop, "change-product", {"title": SCARF["title"]}, method="PATCH", query={"handle": "wool-scarf"})
        assert actions(shop) == ["create-product"]

    def test_refuses_options_that_do_not_fit_the_variants(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        refused = staff(shop, "change-product", {"option_names": []}, method="PATCH", query={"handle": "wool-scarf"})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "variants.0.option_values")

    def test_does_not_know_an_unknown_product(self, shop: Shop) -> None:
        assert staff(shop, "change-product", {"title": "X"}, method="PATCH", query={"handle": "no"}).status_code == 404


class TestPublishing:
    def test_a_published_product_is_for_sale_and_an_archived_one_is_not(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        shown = []
        for operation in ("publish-product", "archive-product", "publish-product"):
            state = staff(shop, operation, query={"handle": "wool-scarf"}).json["state"]
            shown.append((state, len(shop.call("list-products", method="GET").json["products"])))
        assert shown == [("published", 1), ("archived", 0), ("published", 1)]

    def test_publishing_twice_is_publishing_once(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        for _ in range(2):
            assert staff(shop, "publish-product", query={"handle": "wool-scarf"}).status_code == 200
        assert actions(shop) == ["create-product", "publish-product"]

    @pytest.mark.parametrize("operation", ["publish-product", "archive-product"])
    def test_does_not_know_an_unknown_product(self, shop: Shop, operation: str) -> None:
        assert staff(shop, operation, query={"handle": "no"}).status_code == 404


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
