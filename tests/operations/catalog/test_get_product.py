from typing import Any

import pytest

from db.models.inventory import Stock
from tests.support.catalog_files import a_file, a_row, a_variant_row
from tests.support.factories import a_product
from tests.support.operations.imports import import_file
from tests.support.operations.shop import Shop

MUG = {"handle": "mug-1"}


class TestGetProduct:
    def test_shows_variants_with_options_prices_and_pictures(self, shop: Shop) -> None:
        columns = [
            *a_row(),
            "Variant Compare At Price",
            "Variant Barcode",
            "Variant SKU",
            "Body (HTML)",
            "Variant Image",
        ]
        columns += ["Image Src", "Image Position", "Image Alt Text"]
        first = a_row("scarf", Option1_Name="Colour", Option1_Value="Moss", Variant_Compare_At_Price="40")
        first |= {"Body (HTML)": "<p>Warm.</p><script>x()</script>", "Variant Image": "/moss.svg"}
        second = a_variant_row("scarf", Option1_Value="Sand", Variant_Compare_At_Price="20")
        import_file(shop, a_file(first, second, columns=columns))
        product = shop.call("get-product", method="GET", query={"handle": "scarf"}).json
        assert (product["description"], product["option_names"], product["currency"]) == ("Warm.", ["Colour"], "EUR")
        assert [
            (v["sku"], v["option_values"], v["price_minor"], v["compare_at_price_minor"], v["image_url"])
            for v in product["variants"]
        ] == [("scarf.moss", ["Moss"], 34_50, 40_00, "/moss.svg"), ("scarf.sand", ["Sand"], 34_50, None, None)]

    @pytest.mark.parametrize(("on_hand", "reserved", "shown"), [(12, 0, 10), (12, 5, 7), (3, 3, 0)])
    def test_reports_how_many_can_be_bought_but_no_more_than_ten(
        self, shop: Shop, on_hand: int, reserved: int, shown: int
    ) -> None:
        a_product(shop.session, on_hand=on_hand)
        shop.session.get_one(Stock, "MUG-1").reserved = reserved
        shop.session.commit()
        product = shop.call("get-product", method="GET", query={"handle": "mug-1"}).json
        assert product["variants"][0]["available"] == shown

    @pytest.mark.parametrize("state", ["draft", "archived"])
    def test_hides_from_shoppers_what_is_not_published(self, shop: Shop, state: str) -> None:
        a_product(shop.session, state=state)
        hidden = shop.call("get-product", method="GET", query={"handle": "mug-1"}, role="shopper")
        unknown = shop.call("get-product", method="GET", query={"handle": "mug-2"}, role="shopper")
        assert (hidden.status_code, unknown.status_code) == (404, 404)
        assert hidden.json["detail"].replace("mug-1", "mug-2") == unknown.json["detail"]
        # So it replaces what caches still have of it.
        assert hidden.headers["cache-control"].startswith("public, max-age=5, ")
        seen = shop.call("get-product", method="GET", query={"handle": "mug-1"}, role="staff")
        assert (seen.status_code, seen.json["state"]) == (200, state)

    def test_hides_drafts_from_staff_who_may_not_read_the_catalog(self, shop: Shop) -> None:
        a_product(shop.session, state="draft")
        by: dict[str, Any] = {"role": "staff", "permissions": {"orders.read": None}}
        assert shop.call("get-product", method="GET", query={"handle": "mug-1"}, **by).status_code == 404

    def test_answers_not_modified_until_something_changes(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=3)
        query = {"handle": "mug-1"}
        known = {"if-none-match": shop.call("get-product", method="GET", query=query).headers["etag"]}
        assert shop.call("get-product", method="GET", query=query, headers=known).status_code == 304
        shop.session.get_one(Stock, "MUG-1").on_hand = 2
        shop.session.commit()
        assert shop.call("get-product", method="GET", query=query, headers=known).status_code == 200

    @pytest.mark.parametrize(("on_hand", "status"), [(12, 304), (9, 200)])
    def test_has_the_same_version_while_the_stock_that_is_shown_is_the_same(
        self, shop: Shop, on_hand: int, status: int
    ) -> None:
        a_product(shop.session, on_hand=20)
        known = {"if-none-match": shop.call("get-product", method="GET", query=MUG).headers["etag"]}
        shop.session.get_one(Stock, "MUG-1").on_hand = on_hand
        shop.session.commit()
        assert shop.call("get-product", method="GET", query=MUG, headers=known).status_code == status

    def test_has_another_version_once_it_is_archived(self, shop: Shop) -> None:
        product = a_product(shop.session)
        known = {"if-none-match": shop.call("get-product", method="GET", query=MUG).headers["etag"]}
        product.state = "archived"
        shop.session.commit()
        assert shop.call("get-product", method="GET", query=MUG, headers=known).status_code == 404

    def test_is_kept_by_no_cache_as_staff_see_it(self, shop: Shop) -> None:
        a_product(shop.session)
        seen = shop.call("get-product", method="GET", query=MUG, role="staff")
        assert seen.headers["cache-control"] == "private, no-cache"
        assert not seen.headers["etag"].startswith("W/"), "a weak one cannot be sent as If-Match"

    def test_refuses_what_cannot_be_a_handle(self, shop: Shop) -> None:
        refused = shop.call("get-product", method="GET", query={"handle": "../x"})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "handle")
