"""Converts the cells of a row of WooCommerce's product CSV, whose column names are in lower case."""

import re

from functions.catalog import rules
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.reader.problems import Row
from functions.catalog.store.product_record import BODY, GRAMS, PUBLISHED

Cells = dict[str, str]
ATTRIBUTES_MAX = 20
_GRAMS_PER_UNIT = {"weight (kg)": 1000.0, "weight (g)": 1.0, "weight (lbs)": 453.59237, "weight (oz)": 28.349523125}
_YES = frozenset({"1", "yes", "true", "notify"})


def of_product(row: Row) -> Cells:
    """The product's own cells; its category is the innermost level of the first one in the row."""
    published = row["published"] in {"1", "", "true"} and row["visibility in catalog"] != "hidden"
    return {
        shopify.TITLE: row["name"],
        # WooCommerce writes a line break as two characters.
        BODY: (row["description"] or row["short description"]).replace("\\n", "\n"),
        shopify.TYPE: row["categories"].split(",")[0].rpartition(">")[2].strip(),
        shopify.TAGS: row["tags"],
        PUBLISHED: str(published).lower(),
    }


def of_variant(row: Row, option_names: list[str]) -> Cells:
    """The variant's cells, from the row of a product without variations or of one variation."""
    own = {row[f"attribute {number} name"]: row[f"attribute {number} value(s)"] for number in range(1, ATTRIBUTES_MAX)}
    values = [own.get(name, "") for name in option_names] or [rules.NO_OPTION_VALUE]
    return {
        **dict(zip(shopify.OPTION_VALUES, values, strict=False)),
        shopify.SKU: row["sku"],
        shopify.BARCODE: row["gtin, upc, ean, or isbn"],
        shopify.PRICE: row["sale price"] or row["regular price"],
        shopify.COMPARE_AT: row["regular price"] if row["sale price"] else "",
        GRAMS: _grams(row),
        "Variant Requires Shipping": "false" if "virtual" in row["type"].lower() else "",
        **_stock(row),
    }


def pictures(row: Row) -> list[str]:
    """The addresses of the pictures, which may contain commas."""
    return [url.strip() for url in re.split(r",\s*(?=https?://|/)", row["images"]) if url.strip()]


def attribute_names(variations: list[Row]) -> list[str]:
    """The names of the attributes that the variations have, as many as a product can have options."""
    named = (row[f"attribute {number} name"] for row in variations for number in range(1, ATTRIBUTES_MAX))
    return list(dict.fromkeys(name for name in named if name))[: rules.OPTIONS_MAX]


def _stock(row: Row) -> Cells:
    """The cells of the stock. Without a quantity, goods that are in stock are not tracked, and others are sold out."""
    is_backorder = row["in stock?"].lower() == "backorder" or row["backorders allowed?"].lower() in _YES
    is_tracked = bool(row["stock"]) or row["in stock?"].lower() in {"0", "no", "false", "backorder"}
    return {
        shopify.TRACKER: "shopify" if is_tracked else "",
        shopify.QUANTITY: row["stock"] or ("0" if is_tracked else ""),
        shopify.POLICY: "continue" if is_backorder else "deny",
    }


def _grams(row: Row) -> str:
    """The weight in grams. A cell that is not a number stays unchanged, so that the reader reports it."""
    column = next((column for column in _GRAMS_PER_UNIT if row[column]), "")
    if re.fullmatch(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?", row[column]):
        return f"{float(row[column].replace(',', '.')) * _GRAMS_PER_UNIT[column]:.0f}"
    return row[column]
