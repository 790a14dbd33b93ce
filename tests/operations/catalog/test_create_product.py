from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.catalog import Product, Variant
from eventing.events.stock import StockCounted
from tests.support.factories import a_product
from tests.support.operations.imports import apply_counts, import_file, numbers
from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop


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

    def test_has_the_stock_that_was_entered(self, shop: Shop) -> None:
        variants = [
            {"option_values": ["Moss"], "price_minor": 1, "on_hand": 7},
            {"sku": "S-2", "option_values": ["Sand"], "price_minor": 1},
        ]
        staff(shop, "create-product", {**SCARF, "variants": variants})
        assert shop.announced(StockCounted)[0]["counts"] == [{"sku": "wool-scarf.moss", "on_hand": 7}]
        apply_counts(shop)
        seen = shop.call("get-product", method="GET", query={"handle": "wool-scarf"}, role="staff").json["variants"]
        assert [variant["available"] for variant in seen] == [7, 0]

    def test_enters_no_stock_for_who_may_not_adjust_it(self, shop: Shop) -> None:
        body = {**SCARF, "option_names": [], "variants": [{"price_minor": 1, "on_hand": 7}]}
        refused = staff(shop, "create-product", body, permissions={"catalog.create": None})
        assert (refused.status_code, refused.json["permission"]) == (403, "inventory.adjust")

    def test_a_variant_that_needs_no_parcel_says_so_and_in_an_export_too(self, shop: Shop) -> None:
        variants = [{"option_values": ["Moss"], "price_minor": 1, "requires_shipping": False}]
        made = staff(shop, "create-product", {**SCARF, "variants": variants}).json
        assert [variant["requires_shipping"] for variant in made["variants"]] == [False]
        assert shop.session.scalars(select(Variant.merchant_columns)).one() == {"Variant Requires Shipping": "false"}

    def test_the_same_request_again_makes_no_second_product(self, shop: Shop) -> None:
        sent: dict[str, Any] = {"key": str(uuid4()), "account_id": uuid4()}
        made, again = (staff(shop, "create-product", SCARF, **sent) for _ in range(2))
        assert (again.status_code, again.json["handle"]) == (201, made.json["handle"])
        assert len(shop.session.scalars(select(Product)).all()) == 1

    def test_comes_back_unchanged_from_an_export(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        exported = shop.call("export-products", method="GET", role="staff").data
        assert numbers(import_file(shop, exported)) == {"created": 0, "changed": 0, "unchanged": 1, "stock_counted": 0}

    def test_refuses_a_handle_or_a_sku_that_is_taken(self, shop: Shop) -> None:
        a_product(shop.session, "S-2")
        taken = staff(shop, "create-product", {**SCARF, "handle": "s-2"})
        assert (taken.status_code, taken.json["type"]) == (409, "urn:cloudshop:problem:handle-taken")
        taken = staff(shop, "create-product", SCARF)
        assert (taken.status_code, taken.json["sku"]) == (409, "S-2")
        assert shop.session.scalars(select(Product.handle)).all() == ["s-2"]

    def test_a_second_product_of_a_title_gets_a_handle_with_a_number(self, shop: Shop) -> None:
        a_product(shop.session, "wool-scarf")
        plain = {**SCARF, "variants": [{"price_minor": 1}], "option_names": []}
        made = [staff(shop, "create-product", plain) for _ in range(2)]
        assert [each.json["handle"] for each in made] == ["wool-scarf-2", "wool-scarf-3"]
        assert [each.json["variants"][0]["sku"] for each in made] == ["wool-scarf-2", "wool-scarf-3"]

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
                "variants.1.option_values",
            ),
            ({"variants": [{"option_values": ["M"], "price_minor": -1}]}, "variants.0.price_minor"),
            ({"variants": [{"option_values": ["M"], "price_minor": 1.5}]}, "variants.0.price_minor"),
            ({"variants": [{"option_values": ["M"], "price_minor": "1"}]}, "variants.0.price_minor"),
            ({"option_names": ["Size", "size"]}, "option_names"),
            (
                {"variants": [{"sku": "S", "option_values": [size], "price_minor": 1} for size in "ML"]},
                "variants.1.sku",
            ),
            ({"tags": ["a,b"]}, "tags.0"),
            ({"images": [{"url": "javascript:x()"}]}, "images.0.url"),
            ({"variants": [{"sku": "..", "option_values": ["M"], "price_minor": 1}]}, "variants.0.sku"),
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
