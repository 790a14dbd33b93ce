from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db.models.catalog import Product, Variant
from db.models.inventory import Stock
from db.models.planned_prices import PlannedPrice
from eventing.events.stock import StockCounted
from tests.support.catalog_files import COLUMNS, a_file, a_row
from tests.support.factories import a_product
from tests.support.operations.imports import import_file
from tests.support.operations.products import SCARF, actions, staff
from tests.support.operations.shop import Shop


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

    def test_a_new_variant_has_the_stock_that_was_entered_but_no_other_is_counted(self, shop: Shop) -> None:
        a_product(shop.session, "S-2", on_hand=5)
        variants = [{"sku": sku, "option_values": [sku], "price_minor": 5, "on_hand": 9} for sku in ("S-2", "S-3")]
        body = {"option_names": ["Size"], "variants": variants}
        for _ in range(2):
            assert staff(shop, "change-product", body, method="PATCH", query={"handle": "s-2"}).status_code == 200
        counted = [count for each in shop.announced(StockCounted) for count in each["counts"]]
        assert counted == [{"sku": "S-3", "on_hand": 9}]

    def test_a_variant_with_another_sku_keeps_the_merchants_columns(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Variant_SKU="POT", Variant_Image="/pot.svg")))
        variants = [{"sku": "POT-2", "former_sku": "POT", "price_minor": 5, "requires_shipping": False}]
        changed = staff(shop, "change-product", {"variants": variants}, method="PATCH", query={"handle": "tea-pot"})
        assert changed.json["variants"][0]["image_url"] == "/pot.svg"
        assert shop.session.execute(select(Variant.sku, Variant.merchant_columns)).one() == (
            "POT-2",
            {"Variant Image": "/pot.svg", "Variant Requires Shipping": "false"},
        )

    def test_removes_no_variant_that_orders_have_reserved(self, shop: Shop) -> None:
        a_product(shop.session, "S-2", on_hand=5)
        stock = shop.session.get_one(Stock, "S-2")
        stock.reserved = 2
        shop.session.commit()
        body = {"variants": [{"sku": "S-3", "former_sku": "S-2", "price_minor": 5}]}
        refused = staff(shop, "change-product", body, method="PATCH", query={"handle": "s-2"})
        assert refused.status_code == 409
        assert refused.json["type"] == "urn:cloudshop:problem:variant-reserved"
        assert (refused.json["sku"], refused.json["reserved"]) == ("S-2", 2)
        stock.reserved = 0
        shop.session.commit()
        assert staff(shop, "change-product", body, method="PATCH", query={"handle": "s-2"}).status_code == 200
        assert shop.session.scalars(select(Variant.sku)).all() == ["S-3"]

    def test_removes_and_renames_no_variant_that_has_a_planned_price(self, shop: Shop) -> None:
        a_product(shop.session, "S-2", on_hand=5)
        starts_at = shop.now + timedelta(days=1)
        shop.session.add(PlannedPrice(sku="S-2", price_minor=3, starts_at=starts_at, due_at=starts_at, state="planned"))
        shop.session.commit()
        for former in (None, "S-2"):
            body = {"variants": [{"sku": "S-3", "former_sku": former, "price_minor": 5}]}
            refused = staff(shop, "change-product", body, method="PATCH", query={"handle": "s-2"})
            assert refused.status_code == 409
            assert refused.json["type"] == "urn:cloudshop:problem:variant-planned"
            assert refused.json["sku"] == "S-2"
        assert shop.session.scalars(select(Variant.sku)).all() == ["S-2"]

    def test_takes_as_long_a_description_as_there_may_be_in_any_script(self, shop: Shop) -> None:
        a_product(shop.session, "S-2", on_hand=5)
        shop.session.commit()
        body = {"description": ("слово " * 8400)[:50_000].strip()}
        assert staff(shop, "change-product", body, method="PATCH", query={"handle": "s-2"}).status_code == 200

    def test_keeps_the_merchants_other_columns_but_not_html_that_is_no_longer_shown(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(SEO_Title="Pots", **{"Body_(HTML)": "<i>Old</i>"})))
        staff(shop, "change-product", {"description": "New"}, method="PATCH", query={"handle": "tea-pot"})
        assert shop.session.scalars(select(Product.merchant_columns)).one() == {"SEO Title": "Pots"}

    def test_keeps_the_merchants_columns_of_a_variant_but_not_a_weight_that_is_no_longer_true(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Variant_SKU="POT", Variant_Grams="800.5", Variant_Image="/pot.svg")))
        variants = [{"sku": "POT", "price_minor": 5, "grams": 900}]
        staff(shop, "change-product", {"variants": variants}, method="PATCH", query={"handle": "tea-pot"})
        assert shop.session.scalars(select(Variant.merchant_columns)).one() == {"Variant Image": "/pot.svg"}

    def test_a_tax_class_replaces_what_an_imported_file_said(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Variant_Taxable="FALSE"), columns=[*COLUMNS, "Variant Taxable"]))
        assert shop.call("get-product", method="GET", query={"handle": "tea-pot"}).json["tax_class"] == "none"
        body = {"tax_class": "reduced"}
        changed = staff(shop, "change-product", body, method="PATCH", query={"handle": "tea-pot"})
        assert changed.json["tax_class"] == "reduced"
        assert shop.session.scalars(select(Variant.merchant_columns)).one() == {}

    def test_what_is_found_by_search_changes_with_it(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row()))
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


class TestPicturesOfVariants:
    MOSS, SAND = "wool-scarf.moss", "S-2"
    ONE, OTHER = "/one.jpg", "/other.jpg"

    def pictures(self, shop: Shop, *images: tuple[str, list[str] | None]) -> Any:
        body = {"images": [{"url": url, "skus": skus} for url, skus in images]}
        return staff(shop, "change-product", body, method="PATCH", query={"handle": "wool-scarf"})

    def chosen(self, answer: Any) -> dict[str, str | None]:
        return {variant["sku"]: variant["image_url"] for variant in answer.json["variants"]}

    def test_are_chosen_with_the_pictures(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        answer = self.pictures(shop, (self.ONE, [self.MOSS]), (self.OTHER, [self.SAND]))
        assert self.chosen(answer) == {self.MOSS: self.ONE, self.SAND: self.OTHER}

    def test_can_be_taken_back(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        self.pictures(shop, (self.ONE, [self.MOSS, self.SAND]))
        assert self.chosen(self.pictures(shop, (self.ONE, [self.SAND]))) == {self.MOSS: None, self.SAND: self.ONE}

    def test_stay_if_nothing_is_said_of_variants(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        self.pictures(shop, (self.ONE, [self.MOSS]))
        answer = self.pictures(shop, (self.OTHER, None), (self.ONE, None))
        assert self.chosen(answer) == {self.MOSS: self.ONE, self.SAND: None}

    def test_go_with_a_picture_that_is_removed(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        self.pictures(shop, (self.ONE, [self.MOSS]), (self.OTHER, None))
        assert self.chosen(self.pictures(shop, (self.OTHER, None))) == {self.MOSS: None, self.SAND: None}

    def test_are_of_variants_that_the_product_has_and_one_each(self, shop: Shop) -> None:
        staff(shop, "create-product", SCARF)
        unknown = self.pictures(shop, (self.ONE, ["S-9"]))
        twice = self.pictures(shop, (self.ONE, [self.MOSS]), (self.OTHER, [self.MOSS]))
        assert (unknown.status_code, twice.status_code) == (422, 422)
        assert unknown.json["errors"] == [{"field": "images.0.skus", "problem": "S-9 is no variant of this product"}]
        assert twice.json["errors"][0]["field"] == "images.1.skus"
