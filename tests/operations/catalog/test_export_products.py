import csv
import io
from typing import Any

from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete

from db.models.catalog import Image, Product, Variant
from functions.catalog.csv.export import as_csv, rows
from functions.catalog.store.product_record import ProductRecord
from tests.support.catalog_files import a_file, a_row, a_variant_row, catalogs
from tests.support.factories import a_product
from tests.support.operations.imports import apply_counts, import_file, numbers
from tests.support.operations.shop import Shop


def export(shop: Shop, **other: Any) -> Any:
    return shop.call("export-products", method="GET", **{"role": "staff", **other})


class TestExportProducts:
    def test_is_a_csv_file_to_keep(self, shop: Shop) -> None:
        import_file(shop, a_file(a_row()))
        exported = export(shop)
        assert (exported.status_code, exported.content_type) == (200, "text/csv; charset=utf-8")
        assert exported.headers["content-disposition"] == 'attachment; filename="catalog-2026-11-23.csv"'
        header, row = exported.text.splitlines()
        assert header.startswith("Handle,Title,Body (HTML),Vendor,")
        assert row.startswith("tea-pot,Tea Pot,")

    def test_has_what_is_on_the_shelf(self, shop: Shop) -> None:
        a_product(shop.session, "MUG-1", on_hand=42)
        assert ",MUG-1,300,,42," in export(shop).text

    def test_imported_again_it_changes_nothing(self, shop: Shop) -> None:
        first = a_row(
            "scarf", **{"Option1_Name": "Colour", "Option1_Value": "Moss", "Body_(HTML)": '<b>"Warm"</b>,\nsoft'}
        )
        import_file(shop, a_file(a_row(Published="false"), first, a_variant_row("scarf", Option1_Value="Sand")))
        apply_counts(shop)
        exported = export(shop).data
        again = import_file(shop, exported)
        assert numbers(again) == {"created": 0, "changed": 0, "unchanged": 2, "stock_counted": 0}
        assert export(shop).data == exported

    @settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(catalogs())
    def test_whatever_is_in_the_catalog_comes_back_unchanged(self, shop: Shop, catalog: list[ProductRecord]) -> None:
        for table in (Variant, Image, Product):
            shop.session.execute(delete(table))
        shop.session.commit()
        brought = import_file(shop, as_csv(row for record in catalog for row in rows(record)))
        assert brought.json["created"] == len(catalog)
        exported = export(shop).data
        assert import_file(shop, exported).json["unchanged"] == len(catalog)
        assert export(shop).data == exported

    def test_says_which_products_have_no_vat(self, shop: Shop) -> None:
        a_product(shop.session, "CARD", tax_class="none")
        a_product(shop.session, "MUG-1")
        taxable = {row["Variant SKU"]: row["Variant Taxable"] for row in csv.DictReader(io.StringIO(export(shop).text))}
        assert taxable == {"CARD": "false", "MUG-1": ""}

    def test_has_a_byte_order_mark_and_no_formulas_by_choice(self, shop: Shop) -> None:
        formula = '=HYPERLINK("http://x.example")'
        import_file(shop, a_file(a_row(Title=formula, SEO_Title="-1+1")))
        exact = export(shop).data
        chosen = export(shop, query={"byte_order_mark": "true", "neutralise_formulas": "true"}).data
        assert chosen == b"\xef\xbb\xbf" + exact.replace(b'"=HYPER', b"\"'=HYPER").replace(b",-1+1,", b",'-1+1,")
        assert import_file(shop, exact).json["unchanged"] == 1

    def test_is_for_staff(self, shop: Shop) -> None:
        assert export(shop, role="shopper").status_code == 403
