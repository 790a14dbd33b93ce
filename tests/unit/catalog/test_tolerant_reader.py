"""Files as merchants really have them: other years' columns, spreadsheets' dialects, and what goes wrong in both."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.catalog.csv.formats.recognition import as_shopify, is_known
from functions.catalog.csv.products import read_products
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.reader.table import read_table
from functions.catalog.csv.rows import ReadProduct
from functions.catalog.errors import FileRefused
from tests.support.catalog_files import COLUMNS, a_file, a_row, a_variant_row

OF_2024: Mapping[str, str] = {
    "Handle": "URL handle",
    "Body (HTML)": "Description",
    "Published": "Published on online store",
    "Option1 Name": "Option1 name",
    "Option1 Value": "Option1 value",
    "Variant SKU": "SKU",
    "Variant Grams": "Weight value (grams)",
    "Variant Price": "Price",
    "Variant Compare At Price": "Compare-at price",
    "Variant Barcode": "Barcode",
    "Variant Inventory Qty": "Inventory quantity",
    "Image Src": "Product image URL",
    "Image Position": "Image position",
    "Image Alt Text": "Image alt text",
    "Variant Image": "Variant image URL",
    "Gift Card": "Gift card",
    "SEO Title": "SEO title",
}


def read(content: bytes) -> tuple[list[ReadProduct], list[dict[str, Any]]]:
    """The products and the warnings of a file that can be imported."""
    problems = Problems()
    products = read_products(as_shopify(read_table(content, is_known, problems), problems), problems)
    problems.raise_if_any()
    return products, [dict(warning) for warning in problems.warnings.by_line()]


def with_delimiter(content: bytes, delimiter: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(csv.reader(io.StringIO(content.decode())))
    return text.getvalue().encode()


class TestColumns:
    def test_have_the_names_of_2024_and_of_the_years_before(self) -> None:
        rows = (a_row(Variant_SKU="POT-1", Option1_Name="Size", Option1_Value="L", SEO_Title="Pots"),)
        renamed = [{OF_2024.get(name, name): cell for name, cell in row.items()} for row in rows]
        (today,), _ = read(a_file(*renamed, columns=[OF_2024.get(name, name) for name in COLUMNS]))
        (before,), _ = read(a_file(*rows))
        assert today == before

    def test_keep_the_files_own_names_in_messages(self) -> None:
        with pytest.raises(FileRefused) as refusal:
            read(b"Title,URL handle,Price\nPot,pot,dear\n")
        assert refusal.value.members["errors"][0]["field"] == "Price"

    @given(st.sets(st.sampled_from([name for name in COLUMNS if name not in {"Handle", "Title"}])))
    def test_may_be_any_that_include_a_title(self, columns: set[str]) -> None:
        listed = [name for name in COLUMNS if name in columns | {"Title"}]
        row = {name: cell for name, cell in a_row(Published="true").items() if name in listed}
        (product,), _ = read(a_file(row, columns=listed))
        assert (product.record.handle, product.record.title) == ("tea-pot", "Tea Pot")

    def test_without_a_title_are_refused_by_name(self) -> None:
        with pytest.raises(FileRefused, match="no column has this name; the columns begin with a, b"):
            read(b"a,b\n1,2\n")

    def test_need_a_handle_for_two_products_of_one_title(self) -> None:
        with pytest.raises(FileRefused) as refusal:
            read(b"Title,Variant SKU\nPot,1\nPot,2\n")
        assert {"line": 3, "field": "Handle", "problem": "is missing, and line 2 has the same title"} in (
            refusal.value.members["errors"]
        )

    def test_without_a_name_are_left_out_and_named_where_they_have_cells(self) -> None:
        products, warnings = read(b"Title,,Variant SKU,\nPot,lost,P-1,\n")
        assert products[0].record.skus == ["P-1"]
        assert [(warning["line"], warning["field"]) for warning in warnings if "name" in warning["problem"]] == [
            (1, "column 2")
        ]


class TestDialect:
    @pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
    def test_is_found_by_the_columns(self, delimiter: str) -> None:
        content = a_file(a_row(Variant_Price="12,50", Title="One; two, three"))
        assert read(with_delimiter(content, delimiter)) == read(content)

    @pytest.mark.parametrize("stated", [b"sep=;\r\n", b'"sep=;"\n'])
    def test_is_what_excel_states(self, stated: bytes) -> None:
        (product,), _ = read(stated + b"Title;Handle, or not;Variant SKU\nPot;x;P-1\n")
        assert product.record.skus == ["P-1"]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_may_have_any_byte_order_mark(self, encoding: str) -> None:
        (product,), warnings = read(a_file(a_row(Title="Thé “fort”")).decode().encode(encoding))
        assert (product.record.title, warnings) == ("Thé “fort”", [])

    def test_may_be_windows_1252_of_which_it_warns(self) -> None:
        products, warnings = read(a_file(a_row("a"), a_row(Title="Thé à 5 €")).decode().encode("cp1252"))
        assert products[1].record.title == "Thé à 5 €"
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(3, "file")]

    def test_may_have_short_rows_empty_rows_and_empty_cells_at_the_end(self) -> None:
        content = b"Handle,Title,Variant SKU,Variant Price,Vendor\na,A,A-1,5\n\n,,,,\nb,B,B-1,5,V,,,\r\n,,\n"
        products, _ = read(content)
        assert [product.record.skus for product in products] == [["A-1"], ["B-1"]]

    def test_may_have_letters_and_accents_apart(self) -> None:
        (product,), _ = read(a_file(a_row("cafe\u0301", Title="Cafe\u0301")))
        assert (product.record.handle, product.record.title) == ("caf\u00e9", "Caf\u00e9")


class TestRows:
    def test_of_a_product_may_be_apart_and_in_any_order(self) -> None:
        sand = a_variant_row("scarf", Option1_Value="Sand")
        first = a_row("scarf", Option1_Name="Colour", Option1_Value="Moss")
        products, _ = read(a_file(sand, a_row("pot"), first))
        assert [product.record.skus for product in products] == [["scarf.moss", "scarf.sand"], ["pot"]]

    def test_that_are_neither_variant_nor_image_are_left_out(self) -> None:
        _, warnings = read(a_file(a_row("a"), {"Handle": "a", "SEO Title": "x"}))
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(3, "row")]

    def test_that_differ_about_the_product_do_not_count(self) -> None:
        first = a_row("a", Option1_Name="Size", Option1_Value="M")
        (product,), warnings = read(a_file(first, a_variant_row("a", Option1_Value="L", Vendor="Other")))
        assert product.record.vendor == first["Vendor"]
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(3, "Vendor")]


class TestSku:
    def test_that_variants_share_gets_a_suffix_of_which_it_warns(self) -> None:
        first = a_row("blouse", Option1_Name="Size", Option1_Value="36", Variant_SKU="M12")
        more = [a_variant_row("blouse", Option1_Value=size, Variant_SKU="M12") for size in ("38", "40")]
        (blouse, skirt), warnings = read(a_file(first, *more, a_row("skirt", Variant_SKU="M12")))
        assert blouse.record.skus == ["M12", "M12-38", "M12-40"]
        assert skirt.record.skus == ["M12-skirt"]
        assert [warning["line"] for warning in warnings] == [3, 4, 5]
        assert 'this variant gets "M12-38"' in warnings[0]["problem"]

    def test_of_another_variant_is_not_taken_by_a_suffix(self) -> None:
        first = a_row("blouse", Option1_Name="Size", Option1_Value="36", Variant_SKU="M12")
        second = a_variant_row("blouse", Option1_Value="38", Variant_SKU="M12")
        products, _ = read(a_file(first, second, a_row("skirt", Variant_SKU="M12-38")))
        assert [sku for product in products for sku in product.record.skus] == ["M12", "M12-38-2", "M12-38"]

    @pytest.mark.parametrize("sku", ["..", "x" * 121])
    def test_that_cannot_be_one_is_replaced_with_a_warning(self, sku: str) -> None:
        (product,), warnings = read(a_file(a_row("dots", Variant_SKU=sku)))
        assert product.record.skus == ["dots"]
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(2, "Variant SKU")]


class TestStock:
    @pytest.mark.parametrize(
        ("cells", "policy"),
        [
            ({"Variant Inventory Tracker": "shopify", "Variant Inventory Policy": "deny"}, "tracked"),
            ({"Variant Inventory Tracker": "shopify", "Variant Inventory Policy": "CONTINUE"}, "backorder"),
            ({"Variant Inventory Tracker": "", "Variant Inventory Policy": "deny"}, "untracked"),
            ({"Variant Inventory Tracker": ""}, "untracked"),
            ({"Variant Inventory Policy": "continue"}, "backorder"),
            ({"Variant Inventory Policy": ""}, "tracked"),
            ({}, None),
        ],
    )
    def test_policy_is_as_shopify_means_it(self, cells: dict[str, str], policy: str | None) -> None:
        (product,), _ = read(a_file({**a_row(), **cells}, columns=[*COLUMNS, *cells]))
        assert product.variants[0].policy == policy

    def test_below_zero_is_none(self) -> None:
        (product,), _ = read(a_file(a_row(Variant_Inventory_Qty="-3")))
        assert product.variants[0].counted == 0

    def test_without_a_column_is_said_once(self) -> None:
        columns = [name for name in COLUMNS if name != "Variant Inventory Qty"]
        rows = [{name: cell for name, cell in a_row(handle).items() if name in columns} for handle in ("a", "b")]
        products, warnings = read(a_file(*rows, columns=columns))
        assert [product.variants[0].counted for product in products] == [None, None]
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(1, "Variant Inventory Qty")]


class TestPictures:
    def test_without_a_position_take_the_free_ones(self) -> None:
        (product,), _ = read(
            a_file(
                a_row("a", Image_Src="/first.svg"),
                {"Handle": "a", "Image Src": "/second.svg", "Image Position": "1"},
                {"Handle": "a", "Image Src": "/third.svg"},
            )
        )
        assert [(image.position, image.url) for image in product.record.images] == [
            (1, "/second.svg"),
            (2, "/first.svg"),
            (3, "/third.svg"),
        ]

    def test_of_one_position_are_both_kept(self) -> None:
        (product,), warnings = read(
            a_file(
                a_row("a", Image_Src="/a.svg", Image_Position="1"),
                {"Handle": "a", "Image Src": "/b.svg", "Image Position": "1"},
            )
        )
        assert [image.url for image in product.record.images] == ["/a.svg", "/b.svg"]
        assert [(warning["line"], warning["field"]) for warning in warnings] == [(3, "Image Position")]


class TestAnyFile:
    @given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
    def test_is_read_or_refused(self, content: bytes) -> None:
        self.read_or_refuse(content)

    @given(st.lists(st.lists(st.sampled_from(["", "a", "b c", "1", "-1", "é", "//", "<p>", '"', "\n", "TRUE"]))))
    def test_with_our_columns_is_read_or_refused(self, rows: list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([COLUMNS, *rows])
        self.read_or_refuse(text.getvalue().encode())

    def read_or_refuse(self, content: bytes) -> None:
        try:
            products, _ = read(content)
        except FileRefused:
            return
        skus = [sku for product in products for sku in product.record.skus]
        assert len(skus) == len(set(skus))
