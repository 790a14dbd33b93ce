import pytest
from sqlalchemy import func, select

from db.models.catalog import Image, Product, Variant
from db.models.inventory import Stock
from db.models.messaging import StaffAction
from eventing.events.stock import StockCounted
from tests.support.catalog_files import COLUMNS, a_file, a_row
from tests.support.operations.imports import SCARF, bring, take_over_counts
from tests.support.operations.shop import Shop


def counted(shop: Shop) -> dict[str, int]:
    """What was reported to inventory, by SKU."""
    return {count["sku"]: count["on_hand"] for event in shop.announced(StockCounted) for count in event["counts"]}


class TestImportProducts:
    def test_makes_the_products_with_variants_and_images(self, shop: Shop) -> None:
        imported = bring(shop, a_file(a_row(), *SCARF))
        assert imported.status_code == 200
        assert imported.json == {"created": 2, "changed": 0, "unchanged": 0, "stock_counted": 3}
        scarf = shop.call("get-product", method="GET", query={"handle": "scarf"}).json
        assert [(v["option_values"], v["price_minor"]) for v in scarf["variants"]] == [
            (["Moss"], 34_50),
            (["Sand"], 29_00),
        ]
        assert [image["url"] for image in scarf["images"]] == ["/a.svg", "/b.svg"]

    def test_reports_to_inventory_what_was_counted(self, shop: Shop) -> None:
        bring(shop, a_file(a_row(Variant_Inventory_Qty="7"), *SCARF))
        assert counted(shop) == {"tea-pot": 7, "scarf.moss": 7, "scarf.sand": 1}
        take_over_counts(shop)
        assert shop.session.get_one(Stock, "tea-pot").on_hand == 7

    def test_reports_a_hundred_counts_at_a_time(self, shop: Shop) -> None:
        bring(shop, a_file(*(a_row(f"p{number}") for number in range(101))))
        assert sorted(len(event["counts"]) for event in shop.announced(StockCounted)) == [1, 100]

    def test_reports_nothing_of_what_the_file_does_not_count(self, shop: Shop) -> None:
        assert bring(shop, a_file(a_row(Variant_Inventory_Qty=""))).json["stock_counted"] == 0
        assert shop.announced(StockCounted) == []

    def test_a_second_import_changes_nothing_and_says_so(self, shop: Shop) -> None:
        content = a_file(a_row(), *SCARF)
        bring(shop, content)
        take_over_counts(shop)
        again = bring(shop, content)
        assert again.json == {"created": 0, "changed": 0, "unchanged": 2, "stock_counted": 0}
        assert len(shop.announced(StockCounted)) == 1
        assert shop.session.scalar(select(func.count()).select_from(StaffAction)) == 1

    def test_a_second_import_at_once_does_not_report_what_is_already_on_its_way(self, shop: Shop) -> None:
        content = a_file(a_row())
        bring(shop, content)
        assert bring(shop, content).json["stock_counted"] == 0
        assert bring(shop, a_file(a_row(Variant_Inventory_Qty="8"))).json["stock_counted"] == 1

    def test_changes_what_the_file_says_otherwise_and_leaves_other_products_alone(self, shop: Shop) -> None:
        bring(shop, a_file(a_row("a"), a_row("b")))
        before = shop.session.scalars(select(Product).where(Product.handle == "a")).one()
        changed = bring(shop, a_file(a_row("a", Variant_Price="5.05")))
        assert changed.json == {"created": 0, "changed": 1, "unchanged": 0, "stock_counted": 0}
        after = shop.session.scalars(select(Product).where(Product.handle == "a")).one()
        assert (after.id, after.created_at, after.price_from_minor) == (before.id, before.created_at, 5_05)

    def test_variants_and_images_that_the_file_no_longer_has_go(self, shop: Shop) -> None:
        bring(shop, a_file(*SCARF))
        bring(shop, a_file({**SCARF[0], "Image Src": "", "Image Position": ""}))
        assert shop.session.scalars(select(Variant.sku)).all() == ["scarf.moss"]
        assert shop.session.scalars(select(Image.url)).all() == []

    def test_a_sku_may_move_to_another_product_of_the_file(self, shop: Shop) -> None:
        bring(shop, a_file(a_row("a", Variant_SKU="S-1"), a_row("b", Variant_SKU="S-2")))
        moved = bring(shop, a_file(a_row("a", Variant_SKU="S-2"), a_row("b", Variant_SKU="S-1")))
        assert moved.json["changed"] == 2

    def test_a_sku_of_a_product_that_is_not_in_the_file_is_refused(self, shop: Shop) -> None:
        bring(shop, a_file(a_row("a", Variant_SKU="S-1")))
        refused = bring(shop, a_file(a_row("c"), a_row("b", Variant_SKU="S-1")))
        assert refused.status_code == 422
        assert [(error["line"], error["field"]) for error in refused.json["errors"]] == [(3, "Variant SKU")]

    def test_columns_that_the_file_does_not_have_stay_as_they_are(self, shop: Shop) -> None:
        bring(shop, a_file(a_row(SEO_Title="Pots", Gift_Card="false")))
        columns = [name for name in COLUMNS if name != "SEO Title"]
        assert bring(shop, a_file(a_row(Gift_Card=""), columns=columns)).json["changed"] == 1
        product = shop.session.scalars(select(Product)).one()
        assert product.merchant_columns == {"SEO Title": "Pots"}

    def test_a_bad_row_is_named_and_nothing_of_the_file_is_imported(self, shop: Shop) -> None:
        refused = bring(shop, a_file(a_row("a"), a_row("b", Variant_Price="12,50")))
        assert (refused.status_code, refused.content_type) == (422, "application/problem+json")
        assert refused.json["type"] == "urn:cloudshop:problem:file-refused"
        (error,) = refused.json["errors"]
        assert (error["line"], error["field"]) == (3, "Variant Price")
        assert "12.50" in error["problem"]
        assert shop.session.scalars(select(Product)).all() == []
        assert shop.announced(StockCounted) == []

    def test_records_who_imported_what(self, shop: Shop) -> None:
        bring(shop, a_file(a_row()))
        action = shop.session.scalars(select(StaffAction)).one()
        assert (action.action, action.detail["created"]) == ("import-products", 1)

    def test_takes_no_more_than_five_mebibytes(self, shop: Shop) -> None:
        assert bring(shop, b"x" * (5 * 1024 * 1024 + 1)).status_code == 413

    def test_takes_csv_only(self, shop: Shop) -> None:
        assert bring(shop, a_file(a_row()), content_type="application/json").status_code == 415

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403), ("admin", 200)])
    def test_is_for_staff(self, shop: Shop, role: str | None, status: int) -> None:
        assert bring(shop, a_file(a_row()), role=role).status_code == status
