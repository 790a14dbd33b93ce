"""What a file says, and what the shop writes, without a database."""

from typing import Any

import pytest
from hypothesis import given, settings

from functions.catalog.csv.export import as_csv, rows
from functions.catalog.csv.formats.recognition import as_shopify, is_known
from functions.catalog.csv.products import read_products
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.reader.table import read_table
from functions.catalog.csv.rows import ReadProduct
from functions.catalog.errors import FileRefused
from functions.catalog.store.product_record import ProductRecord
from tests.support.catalog_files import COLUMNS, a_file, a_row, a_variant_row, catalogs


def read(content: bytes, problems: Problems | None = None) -> list[ReadProduct]:
    problems = Problems() if problems is None else problems
    products = read_products(as_shopify(read_table(content, is_known, problems), problems), problems)
    problems.raise_if_any()
    return products


def warned(content: bytes) -> list[tuple[Any, ...]]:
    """The lines and columns of the warnings about a file that can be imported."""
    problems = Problems()
    read(content, problems)
    return [(warning["line"], warning["field"]) for warning in problems.warnings.by_line()]


def refused(content: bytes) -> list[tuple[Any, ...]]:
    with pytest.raises(FileRefused) as refusal:
        read(content)
    return [(fault["line"], fault["field"]) for fault in refusal.value.members["errors"]]


class TestExport:
    @settings(max_examples=40)
    @given(catalogs())
    def test_is_read_back_as_the_same_products_and_written_again_as_the_same_file(
        self, catalog: list[ProductRecord]
    ) -> None:
        content = as_csv(row for record in catalog for row in rows(record))
        read_back = [product.record for product in read(content)]
        assert [rows(record) for record in read_back] == [rows(record) for record in catalog]
        assert as_csv(row for record in read_back for row in rows(record)) == content


class TestProduct:
    def test_has_what_its_row_says(self) -> None:
        (product,) = read(a_file(a_row(Variant_SKU="POT-1", Variant_Barcode="'0123", SEO_Title="Pots")))
        record = product.record
        assert (record.handle, record.title, record.vendor, record.category) == (
            "tea-pot",
            "Tea Pot",
            "Kiln & Co",
            "kitchen",
        )
        assert (record.tags, record.state, record.option_names) == (("tea", "clay"), "published", ())
        assert dict(record.merchant_columns) == {"SEO Title": "Pots"}
        (variant,) = record.variants
        assert (variant.sku, variant.price_minor, variant.grams, variant.barcode) == ("POT-1", 34_50, 800, "'0123")
        assert product.variants[0].counted == 7

    def test_has_a_variant_for_each_row_with_options_and_an_image_for_each_with_a_picture(self) -> None:
        (product,) = read(
            a_file(
                a_row("scarf", Option1_Name="Colour", Option1_Value="Moss", Image_Src="/a.svg", Image_Position="1"),
                a_variant_row("scarf", Option1_Value="Sand", Image_Src="/b.svg", Image_Position="2"),
                {"Handle": "scarf", "Image Src": "/c.svg", "Image Position": "3", "Image Alt Text": "worn"},
            )
        )
        assert [variant.option_values for variant in product.record.variants] == [("Moss",), ("Sand",)]
        assert [variant.sku for variant in product.record.variants] == ["scarf.moss", "scarf.sand"]
        assert [(image.position, image.url) for image in product.record.images] == [
            (1, "/a.svg"),
            (2, "/b.svg"),
            (3, "/c.svg"),
        ]

    def test_keeps_html_for_the_merchant_and_shows_text(self) -> None:
        (product,) = read(a_file(a_row(**{"Body_(HTML)": "<p>Warm &amp; <b>soft</b></p><script>x()</script>"})))
        assert product.record.description == "Warm & soft"
        assert rows(product.record)[0]["Body (HTML)"].endswith("</script>")

    def test_keeps_the_merchants_writing_of_weight_and_status(self) -> None:
        (product,) = read(a_file(a_row(Variant_Grams="226.796", Status="active", Published="FALSE")))
        assert (product.record.variants[0].grams, product.record.state) == (227, "draft")
        (row,) = rows(product.record)
        assert (row["Variant Grams"], row["Status"], row["Published"]) == ("226.796", "active", "FALSE")

    def test_forgets_that_writing_once_it_is_no_longer_true(self) -> None:
        (product,) = read(a_file(a_row(**{"Status": "active", "Published": "FALSE", "Body_(HTML)": "<i>Old</i>"})))
        (row,) = rows(product.record.with_state("published").with_description("New."))
        assert (row["Status"], row["Published"], row["Body (HTML)"]) == ("active", "true", "<p>New.</p>")

    def test_a_column_that_a_later_variant_fills_is_about_variants(self) -> None:
        columns = (*COLUMNS, "MPN")
        first = a_row("scarf", Option1_Name="Colour", Option1_Value="Moss", MPN="m-1")
        second = a_variant_row("scarf", Option1_Value="Sand", MPN="m-2")
        (product,) = read(a_file(first, second, columns=columns))
        assert dict(product.record.merchant_columns) == {}
        assert [dict(variant.merchant_columns) for variant in product.record.variants] == [
            {"MPN": "m-1"},
            {"MPN": "m-2"},
        ]


class TestBadFile:
    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"Handle": "!"}, "Handle"),
            ({"Handle": "", "Title": ""}, "Handle"),
            ({"Title": ""}, "Title"),
            ({"Title": "x" * 300}, "Title"),
            ({"Option1 Name": "Size", "Option1 Value": ""}, "Option1 Value"),
            ({"Option2 Name": "Size", "Option1 Name": ""}, "Option1 Name"),
            ({"Option2 Value": "Large"}, "Option2 Value"),
            ({"Variant Price": "12,345"}, "Variant Price"),
            ({"Variant Price": "$12"}, "Variant Price"),
            ({"Variant Compare At Price": "-1"}, "Variant Compare At Price"),
            ({"Variant Inventory Qty": "1.5"}, "Variant Inventory Qty"),
            ({"Variant Grams": "heavy"}, "Variant Grams"),
            ({"Body (HTML)": "<![nonsense["}, "Body (HTML)"),
            ({"Body (HTML)": "<a " * 1000}, "Body (HTML)"),
            ({"Body (HTML)": "x" * 50_001}, "Body (HTML)"),
            ({"Tags": ",".join(map(str, range(101)))}, "Tags"),
            ({"Option1 Name": "Size", "Option2 Name": "size", "Option2 Value": "M"}, "Option1 Name"),
        ],
    )
    def test_names_the_line_and_the_column_of_a_bad_cell(self, cells: dict[str, str], column: str) -> None:
        assert refused(a_file(a_row("good"), {**a_row(), **cells})) == [(3, column)]

    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            ({"Handle": "two words"}, "Handle"),
            ({"Published": "maybe"}, "Published"),
            ({"Status": "sold"}, "Status"),
            ({"Gift Card": "perhaps"}, "Gift Card"),
            ({"Option1 Name": "", "Option1 Value": "Large"}, "Option1 Name"),
            ({"Variant Inventory Qty": "-3"}, "Variant Inventory Qty"),
            ({"Variant Inventory Qty": "1000001"}, "Variant Inventory Qty"),
            ({"Image Src": "javascript:x()"}, "Image Src"),
            ({"Image Src": "/a.svg", "Image Position": "0"}, "Image Position"),
            ({"Image Alt Text": "nothing to see"}, "Image Alt Text"),
            ({"Image Position": "1"}, "Image Alt Text"),
            ({"Variant Image": "javascript:x()"}, "Variant Image"),
        ],
    )
    def test_imports_a_cell_that_it_understands_or_can_do_without_and_warns(
        self, cells: dict[str, str], column: str
    ) -> None:
        assert warned(a_file(a_row("good"), {**a_row(), **cells})) == [(3, column)]

    def test_names_every_bad_row(self) -> None:
        bad = a_file(a_row("a", Variant_Price="x"), a_row("b"), a_row("c", Variant_Price="x", Variant_Grams="x"))
        assert sorted(refused(bad)) == [(2, "Variant Price"), (4, "Variant Grams"), (4, "Variant Price")]

    def test_names_no_more_than_fifty_but_counts_them_all(self) -> None:
        with pytest.raises(FileRefused) as refusal:
            read(a_file(*(a_row(f"p{number}", Variant_Price="x") for number in range(80))))
        assert len(refusal.value.members["errors"]) == 50
        assert refusal.value.members["errors_total"] == 80

    def test_counts_lines_as_an_editor_does(self) -> None:
        long = a_row("a", **{"Body_(HTML)": "one\ntwo\nthree"})
        assert refused(a_file(long, a_row("b", Variant_Price="x"))) == [(5, "Variant Price")]
        assert refused(b"sep=,\n\n" + a_file(long, a_row("b", Variant_Price="x"))) == [(7, "Variant Price")]

    def test_refuses_two_products_of_one_handle(self) -> None:
        assert (4, "Title") in refused(a_file(a_row("a"), a_row("b"), a_row("a", Title="Other")))

    def test_refuses_the_same_options_twice(self) -> None:
        first = a_row("a", Option1_Name="Size", Option1_Value="M", Variant_SKU="1")
        assert refused(a_file(first, a_variant_row("a", Option1_Value="m", Variant_SKU="2"))) == [(3, "Option1 Value")]

    def test_refuses_more_variants_images_rows_or_columns_than_a_shop_can_show(self) -> None:
        first = a_row("a", Option1_Name="Number", Option1_Value="0")
        many = [a_variant_row("a", Option1_Value=str(number)) for number in range(1, 251)]
        assert refused(a_file(first, *many)) == [(252, "Handle")]
        images = [{"Handle": "a", "Image Src": f"/{number}.svg"} for number in range(251)]
        assert refused(a_file(a_row("a"), *images)) == [(253, "Image Src")]
        assert refused(a_file(a_row("a"), columns=[*COLUMNS, *(f"column {n}" for n in range(200))])) == [(1, "row")]
        assert (20_002, "row") in refused(a_file(*[{"Handle": "a"}] * 20_001))

    def test_refuses_a_row_with_more_cells_than_columns(self) -> None:
        content = a_file(a_row("a")) + a_file(a_row("c")).split(b"\n")[1] + b",too,long\n"
        assert refused(content) == [(3, "row")]

    @pytest.mark.parametrize(
        ("content", "cause"),
        [
            (b"", "empty"),
            (b"\n\n", "empty"),
            (a_file(a_row()).replace(b"Kiln", b"Ki\0n"), "NUL"),
            (a_file(a_row()).decode().encode("utf-16-le"), "NUL"),
            (a_file(a_row()).replace(b"Kiln", b"Ki\x81n"), "neither UTF-8 nor Windows-1252"),
            (b"\xff\xfea", "UTF-16"),
            (a_file(a_row()) + b'"never closed', "not CSV from here on"),
            (a_file(a_row()) + b'"closed"too early,\n', "not CSV from here on"),
            (a_file(a_row()).replace(b"Vendor", b"SEO Title", 1), "appears twice"),
            (a_file(a_row()).replace(b"SEO Title", b"SKU", 1), "the same column as"),
            (b"PK\x03\x04 a spreadsheet", "Excel workbook"),
            (b"%PDF-1.7 not at all", "the columns begin with %PDF-1.7 not at all"),
        ],
    )
    def test_names_the_cause_for_which_a_file_cannot_be_read(self, content: bytes, cause: str) -> None:
        with pytest.raises(FileRefused) as refusal:
            read(content)
        assert cause in refusal.value.members["errors"][0]["problem"]
