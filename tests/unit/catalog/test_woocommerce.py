"""WooCommerce's product CSV, read as Shopify's is."""

import csv
import io
from typing import Any

from functions.catalog.csv.formats.recognition import as_shopify, is_known
from functions.catalog.csv.products import read_products
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.reader.table import read_table
from functions.catalog.csv.rows import ReadProduct

COLUMNS = (
    *("ID", "Type", "SKU", "GTIN, UPC, EAN, or ISBN", "Name", "Published", "Is featured?", "Visibility in catalog"),
    *("Short description", "Description", "Tax status", "In stock?", "Stock", "Backorders allowed?", "Weight (kg)"),
    *("Sale price", "Regular price", "Categories", "Tags", "Images", "Parent", "Position"),
    *("Attribute 1 name", "Attribute 1 value(s)", "Attribute 1 visible", "Attribute 2 name", "Attribute 2 value(s)"),
)
BOWL = {
    **{"ID": "11", "Type": "simple", "SKU": "BOWL", "Name": "Soup bowl", "Published": "1", "In stock?": "1"},
    **{"Stock": "4", "Regular price": "24.00", "Weight (kg)": "0.45", "Categories": "Home, Home > Bowls, Gifts"},
}


def read(*rows: dict[str, str]) -> tuple[list[ReadProduct], list[tuple[Any, ...]]]:
    """The products of a file with these rows, and the places of its warnings."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    problems = Problems()
    table = as_shopify(read_table(text.getvalue().encode(), is_known, problems), problems)
    products = read_products(table, problems)
    problems.raise_if_any()
    return products, [(warning["line"], warning["field"]) for warning in problems.warnings.by_line()]


def variation(sku: str, colour: str, **cells: str) -> dict[str, str]:
    own = {"Type": "variation", "SKU": sku, "Parent": "SCARF", "Regular price": "30", "In stock?": "1"}
    return {**own, "Attribute 1 name": "Colour", "Attribute 1 value(s)": colour, **cells}


SCARF = {
    **{"ID": "20", "Type": "variable", "SKU": "SCARF", "Name": "Scarf", "Published": "1", "Categories": "Clothing"},
    **{
        "Attribute 1 name": "Colour",
        "Attribute 1 value(s)": "Moss, Sand",
        "Images": "/a.jpg, https://x.example/b,c.jpg",
    },
}


class TestSimpleProduct:
    def test_has_what_its_row_says(self) -> None:
        (product,), warnings = read(
            {**BOWL, "Sale price": "19.50", "Description": "Deep.\\nGlazed.", "Tags": "soup, clay"}
        )
        record, variant = product.record, product.record.variants[0]
        assert (record.handle, record.title, record.state, record.product_type) == (
            "soup-bowl",
            "Soup bowl",
            "published",
            "Home",
        )
        assert (record.description, record.tags, record.option_names) == ("Deep. Glazed.", ("soup", "clay"), ())
        assert (variant.sku, variant.price_minor, variant.compare_at_price_minor, variant.grams) == (
            "BOWL",
            19_50,
            24_00,
            450,
        )
        assert (product.variants[0].counted, product.variants[0].policy, warnings) == (4, "tracked", [])

    def test_is_a_draft_if_it_is_not_published_or_hidden(self) -> None:
        products, _ = read({**BOWL, "Published": "-1"}, {**BOWL, "SKU": "B", "Visibility in catalog": "hidden"})
        assert [product.record.state for product in products] == ["draft", "draft"]

    def test_is_stocked_as_the_file_says(self) -> None:
        stocks = [
            {"Stock": "", "In stock?": "1"},
            {"Stock": "", "In stock?": "0"},
            {"Stock": "2", "Backorders allowed?": "notify"},
            {"Stock": "-1", "In stock?": "backorder"},
        ]
        products, _ = read(*({**BOWL, "SKU": f"B{number}", **cells} for number, cells in enumerate(stocks)))
        assert [(product.variants[0].policy, product.variants[0].counted) for product in products] == [
            ("untracked", None),
            ("tracked", 0),
            ("backorder", 2),
            ("backorder", 0),
        ]

    def test_of_a_name_that_another_has_gets_a_handle_with_its_sku(self) -> None:
        products, _ = read(BOWL, {**BOWL, "SKU": "B-2"})
        assert [product.record.handle for product in products] == ["soup-bowl", "soup-bowl-b-2"]


class TestVariableProduct:
    def test_has_its_variations_and_pictures_wherever_they_stand_in_the_file(self) -> None:
        (bowl, scarf), warnings = read(
            variation("S-1", "Moss", Images="/moss.jpg"), BOWL, SCARF, variation("S-2", "Sand", Parent="id:20")
        )
        assert (scarf.record.option_names, scarf.record.skus) == (("Colour",), ["S-1", "S-2"])
        assert [variant.option_values for variant in scarf.record.variants] == [("Moss",), ("Sand",)]
        assert [image.url for image in scarf.record.images] == ["/a.jpg", "https://x.example/b,c.jpg", "/moss.jpg"]
        assert (bowl.record.skus, warnings) == (["BOWL"], [])

    def test_that_the_file_does_not_have_leaves_its_variations_out(self) -> None:
        products, warnings = read(BOWL, variation("S-1", "Moss"))
        assert ([product.record.handle for product in products], warnings) == (["soup-bowl"], [(3, "Parent")])


class TestOtherProducts:
    def test_are_left_out_with_a_warning(self) -> None:
        products, warnings = read(BOWL, {**BOWL, "Type": "external", "SKU": "E"}, {**BOWL, "Type": "grouped"})
        assert (len(products), warnings) == (1, [(3, "Type"), (4, "Type")])
