from typing import Any

import pytest
from sqlalchemy import func, select

from db.models.catalog import Image, Product, TaxClass, Variant
from db.models.inventory import Stock
from db.models.messaging import StaffAction
from eventing.events.stock import StockCounted, StockPoliciesSet
from functions.catalog.csv.stock_changes import PENDING_MAX
from tests.support.catalog_files import COLUMNS, a_file, a_row, a_variant_row
from tests.support.operations.imports import SCARF, apply_counts, import_file, numbers
from tests.support.operations.shop import Shop


def counted(shop: Shop) -> dict[str, int]:
    """What was reported to inventory, by SKU."""
    return {count["sku"]: count["on_hand"] for event in shop.announced(StockCounted) for count in event["counts"]}


def products(shop: Shop) -> list[dict[str, Any]]:
    """Every product as staff see it, by handle."""
    handles = shop.session.scalars(select(Product.handle).order_by(Product.handle)).all()
    asked = [shop.call("get-product", method="GET", query={"handle": each}, role="staff").json for each in handles]
    return [{name: value for name, value in product.items() if name != "updated_at"} for product in asked]


def of(product: dict[str, Any]) -> dict[str, str]:
    return {"handle": product["handle"]}


def as_edited(product: dict[str, Any]) -> dict[str, Any]:
    """Everything that staff can edit, as it is, but for the title."""
    variant_fields = ("sku", "option_values", "price_minor", "compare_at_price_minor", "grams", "barcode")
    fields = ("description", "vendor", "product_type", "tags", "option_names", "images")
    variants = [{name: variant[name] for name in variant_fields} for variant in product["variants"]]
    return {"title": "Edited", "variants": variants, **{name: product[name] for name in fields}}


class TestImportProducts:
    def test_makes_the_products_with_variants_and_images(self, shop: Shop) -> None:
        imported = import_file(shop, a_file(a_row(), *SCARF))
        assert imported.status_code == 200
        assert numbers(imported) == {"created": 2, "changed": 0, "unchanged": 0, "stock_counted": 3}
        scarf = shop.call("get-product", method="GET", query={"handle": "scarf"}).json
        assert [(v["option_values"], v["price_minor"]) for v in scarf["variants"]] == [
            (["Moss"], 34_50),
            (["Sand"], 29_00),
        ]
        assert [image["url"] for image in scarf["images"]] == ["/a.svg", "/b.svg"]

    def test_reports_to_inventory_what_was_counted(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(Variant_Inventory_Qty="7"), *SCARF))
        assert counted(shop) == {"tea-pot": 7, "scarf.moss": 7, "scarf.sand": 1}
        apply_counts(shop)
        assert shop.session.get_one(Stock, "tea-pot").on_hand == 7

    def test_reports_a_hundred_counts_at_a_time(self, shop: Shop) -> None:
        import_file(shop, a_file(*(a_row(f"p{number}") for number in range(101))))
        assert sorted(len(event["counts"]) for event in shop.announced(StockCounted)) == [1, 100]

    def test_reports_nothing_of_what_the_file_does_not_count(self, shop: Shop) -> None:
        assert import_file(shop, a_file(a_row(Variant_Inventory_Qty=""))).json["stock_counted"] == 0
        assert shop.announced(StockCounted) == []

    @pytest.mark.parametrize(
        ("cells", "available", "backordered"),
        [
            ({"Variant Inventory Tracker": "", "Variant Inventory Policy": "deny"}, 10, False),
            ({"Variant Inventory Tracker": "shopify", "Variant Inventory Policy": "continue"}, 10, True),
            ({"Variant Inventory Tracker": "shopify", "Variant Inventory Policy": "deny"}, 0, False),
        ],
    )
    def test_goods_without_stock_are_sold_as_the_file_says(
        self, shop: Shop, cells: dict[str, str], available: int, backordered: bool
    ) -> None:
        file = a_file({**a_row(Variant_Inventory_Qty="0"), **cells}, columns=[*COLUMNS, *cells])
        imported = import_file(shop, file)
        for kind in (StockCounted, StockPoliciesSet):
            if shop.announced(kind):
                assert shop.deliver_announced("count-stock", kind).status_code == 204
        (product,) = products(shop)
        (variant,) = product["variants"]
        assert (variant["available"], variant["backordered"]) == (available, backordered)
        assert shop.call("list-products", method="GET").json["products"][0]["available"] == (available > 0)
        assert imported.json["stock_policies_set"] == len(shop.announced(StockPoliciesSet))
        again = import_file(shop, file).json
        assert (again["stock_policies_set"], again["unchanged"]) == (0, 1)

    def test_a_policy_that_is_on_its_way_is_not_announced_again(self, shop: Shop) -> None:
        cells = {"Variant Inventory Tracker": ""}
        for _ in range(2):
            import_file(shop, a_file({**a_row(), **cells}, columns=[*COLUMNS, *cells]))
        assert len(shop.announced(StockPoliciesSet)) == 1

    def test_a_second_import_changes_nothing_and_says_so(self, shop: Shop) -> None:
        content = a_file(a_row(), *SCARF)
        import_file(shop, content)
        apply_counts(shop)
        again = import_file(shop, content)
        assert numbers(again) == {"created": 0, "changed": 0, "unchanged": 2, "stock_counted": 0}
        assert len(shop.announced(StockCounted)) == 1
        assert shop.session.scalar(select(func.count()).select_from(StaffAction)) == 1

    def test_a_second_import_at_once_does_not_report_what_is_already_on_its_way(self, shop: Shop) -> None:
        content = a_file(a_row())
        import_file(shop, content)
        assert import_file(shop, content).json["stock_counted"] == 0
        assert import_file(shop, a_file(a_row(Variant_Inventory_Qty="8"))).json["stock_counted"] == 1

    def test_a_count_that_inventory_did_not_take_over_in_time_is_reported_again(self, shop: Shop) -> None:
        content = a_file(a_row())
        import_file(shop, content)
        shop.now += PENDING_MAX
        assert import_file(shop, content).json["stock_counted"] == 1

    def test_options_that_only_look_the_same_side_by_side_make_two_variants(self, shop: Shop) -> None:
        options = {"Option1 Name": "Cloth", "Option2 Name": "Trim"}
        first = {**a_row("bag", Option1_Value="Wool / Felt", Option2_Value="Cord"), **options}
        second = a_variant_row("bag", Option1_Value="Wool", Option2_Value="Felt / Cord")
        assert import_file(shop, a_file(first, second)).status_code == 200
        (bag,) = products(shop)
        assert [each["option_values"] for each in bag["variants"]] == [["Wool / Felt", "Cord"], ["Wool", "Felt / Cord"]]

    def test_changes_what_the_file_says_otherwise_and_leaves_other_products_alone(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a"), a_row("b")))
        before = shop.session.scalars(select(Product).where(Product.handle == "a")).one()
        changed = import_file(shop, a_file(a_row("a", Variant_Price="5.05")))
        assert numbers(changed) == {"created": 0, "changed": 1, "unchanged": 0, "stock_counted": 0}
        after = shop.session.scalars(select(Product).where(Product.handle == "a")).one()
        assert (after.id, after.created_at, after.price_from_minor) == (before.id, before.created_at, 5_05)

    def test_variants_and_images_that_the_file_no_longer_has_go(self, shop: Shop) -> None:
        import_file(shop, a_file(*SCARF))
        import_file(shop, a_file({**SCARF[0], "Image Src": "", "Image Position": ""}))
        assert shop.session.scalars(select(Variant.sku)).all() == ["scarf.moss"]
        assert shop.session.scalars(select(Image.url)).all() == []

    def test_a_sku_may_move_to_another_product_of_the_file(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a", Variant_SKU="S-1"), a_row("b", Variant_SKU="S-2")))
        moved = import_file(shop, a_file(a_row("a", Variant_SKU="S-2"), a_row("b", Variant_SKU="S-1")))
        assert moved.json["changed"] == 2

    def test_a_sku_of_a_product_that_is_not_in_the_file_is_refused(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row("a", Variant_SKU="S-1")))
        refused = import_file(shop, a_file(a_row("c"), a_row("b", Variant_SKU="S-1")))
        assert refused.status_code == 422
        assert [(error["line"], error["field"]) for error in refused.json["errors"]] == [(3, "Variant SKU")]

    def test_columns_that_the_file_does_not_have_stay_as_they_are(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row(SEO_Title="Pots", Gift_Card="false")))
        columns = [name for name in COLUMNS if name != "SEO Title"]
        assert import_file(shop, a_file(a_row(Gift_Card=""), columns=columns)).json["changed"] == 1
        product = shop.session.scalars(select(Product)).one()
        assert product.merchant_columns == {"SEO Title": "Pots"}

    def test_a_file_of_few_columns_says_nothing_about_the_others(self, shop: Shop) -> None:
        first = a_row("scarf", Option1_Name="Colour", Option1_Value="Moss", Image_Src="/a.svg", Variant_Barcode="1")
        import_file(shop, a_file(first, a_variant_row("scarf", Option1_Value="Sand"), a_row("pot", Published="false")))
        before = products(shop)
        assert numbers(import_file(shop, b"Handle,Title\nscarf,Scarf\npot,Pot\n"))["changed"] == 2
        after = products(shop)
        assert [product.pop("title") for product in after] == ["Pot", "Scarf"]
        assert [{name: value for name, value in product.items() if name != "title"} for product in before] == after

    @pytest.mark.parametrize("column", ["Variant SKU", "Option1 Value"])
    def test_a_price_list_finds_the_variants_by_sku_or_options(self, shop: Shop, column: str) -> None:
        import_file(shop, a_file(*SCARF))
        cells = {"Variant SKU": ("scarf.moss", "scarf.sand"), "Option1 Value": ("Moss", "Sand")}[column]
        file = f"Handle,Title,{column},Price\nscarf,Scarf,{cells[0]},5\nscarf,,{cells[1]},6\n"
        import_file(shop, file.encode())
        (scarf,) = products(shop)
        assert [(v["sku"], v["option_values"], v["price_minor"]) for v in scarf["variants"]] == [
            ("scarf.moss", ["Moss"], 5_00),
            ("scarf.sand", ["Sand"], 6_00),
        ]
        assert scarf["option_names"] == ["Colour"]

    @pytest.mark.parametrize(
        ("known", "taxable", "tax_class"),
        [
            ("standard", "false", "none"),
            ("none", "true", "standard"),
            ("reduced", "true", "reduced"),
            ("reduced", "", "reduced"),
        ],
    )
    def test_says_whether_a_product_is_taxed_and_not_at_which_rate(
        self, shop: Shop, known: TaxClass, taxable: str, tax_class: TaxClass
    ) -> None:
        import_file(shop, a_file(a_row()))
        shop.session.scalars(select(Product)).one().tax_class = known
        shop.session.commit()
        import_file(shop, a_file(a_row(Variant_Taxable=taxable), columns=[*COLUMNS, "Variant Taxable"]))
        assert shop.session.scalars(select(Product.tax_class)).one() == tax_class

    def test_a_file_without_a_column_for_it_leaves_the_tax_class(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row()))
        shop.session.scalars(select(Product)).one().tax_class = "none"
        shop.session.commit()
        import_file(shop, a_file(a_row(Title="Samovar")))
        assert shop.session.scalars(select(Product.tax_class)).one() == "none"

    def test_a_price_list_that_does_not_say_which_variant_is_refused(self, shop: Shop) -> None:
        import_file(shop, a_file(*SCARF))
        refused = import_file(shop, b"Handle,Title,Price\nscarf,Scarf,5\n")
        assert refused.status_code == 422
        assert "2 variants in the shop" in refused.json["errors"][0]["problem"]

    def test_a_product_without_a_price_is_a_draft(self, shop: Shop) -> None:
        brought = import_file(shop, b"Title,SKU,Price\nPot,P-1,\nJug,J-1,3\n").json
        assert [product["state"] for product in products(shop)] == ["published", "draft"]
        assert {"line": 2, "field": "Price"}.items() <= brought["warnings"][-1].items()

    def test_a_missing_price_does_not_change_the_present_one(self, shop: Shop) -> None:
        import_file(shop, b"Title,SKU,Price\nJug,J-1,3\n")
        import_file(shop, b"Title,SKU,Price\nJug,J-1,\n")
        (jug,) = products(shop)
        assert (jug["variants"][0]["price_minor"], jug["state"]) == (3_00, "published")

    def test_a_sku_that_a_column_would_bring_twice_is_refused(self, shop: Shop) -> None:
        import_file(shop, b"Handle,Title,SKU,Price\na,A,b,3\n")
        assert import_file(shop, b"Handle,Title,Price\na,A,3\nb,B,3\n").status_code == 422

    def test_whatever_was_imported_can_be_edited(self, shop: Shop) -> None:
        slashes = {"Option1 Name": "Outside", "Option2 Name": "Inside", "Option2 Value": "Red"}
        scarf = {**a_row("two-sided", Option1_Value="Black / White"), **slashes}
        other = a_variant_row("two-sided", Option1_Value="Black", Option2_Value="White / Red")
        sizes = a_row("sizes", Variant_SKU="M", Option1_Name="Size", Option1_Value="½", Image_Src="/a b'c.jpg")
        same_sku = a_variant_row("sizes", Variant_SKU="M", Option1_Value="¼")
        import_file(shop, a_file(scarf, other, sizes, same_sku, a_row("เสื้อยืด", Tags="a\tb,ü"), a_row("e\u0301t\u00e9")))
        for product in products(shop):
            edited = shop.call("change-product", as_edited(product), method="PATCH", query=of(product), role="staff")
            assert edited.status_code == 200, edited.text
            assert edited.json["title"] == "Edited"

    def test_a_bad_row_is_named_and_nothing_of_the_file_is_imported(self, shop: Shop) -> None:
        refused = import_file(shop, a_file(a_row("a"), a_row("b", Variant_Price="12,500")))
        assert (refused.status_code, refused.content_type) == (422, "application/problem+json")
        assert refused.json["type"] == "urn:cloudshop:problem:file-refused"
        (error,) = refused.json["errors"]
        assert (error["line"], error["field"]) == (3, "Variant Price")
        assert "12.500" in error["problem"]
        assert shop.session.scalars(select(Product)).all() == []
        assert shop.announced(StockCounted) == []

    def test_records_who_imported_what(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row()))
        action = shop.session.scalars(select(StaffAction)).one()
        assert (action.action, action.detail["created"]) == ("import-products", 1)

    def test_takes_no_more_than_five_mebibytes(self, shop: Shop) -> None:
        assert import_file(shop, b"x" * (5 * 1024 * 1024 + 1)).status_code == 413

    def test_takes_csv_only(self, shop: Shop) -> None:
        assert import_file(shop, a_file(a_row()), content_type="application/json").status_code == 415

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403), ("admin", 200)])
    def test_is_for_staff(self, shop: Shop, role: str | None, status: int) -> None:
        assert import_file(shop, a_file(a_row()), role=role).status_code == status
