"""Recognises whether Shopify or WooCommerce exported a file, and renames its columns to Shopify's present names."""

from collections.abc import Collection
from dataclasses import dataclass

from functions.catalog.csv.formats import shopify
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.csv.reader.table import FileTable

NAMES_SHOWN_MAX = 8
# In lower case.
WOOCOMMERCE_NAMES = frozenset({
    "id", "type", "sku", "name", "published", "visibility in catalog", "short description", "description", "in stock?",
    "stock", "backorders allowed?", "sale price", "regular price", "categories", "tags", "images", "parent",
    "gtin, upc, ean, or isbn", "weight (kg)", "weight (g)", "weight (lbs)", "weight (oz)", "attribute 1 name",
    "attribute 1 value(s)",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The file's columns: those that the shop reads, and those that it only keeps for the next export."""

    read: list[str]
    kept: list[str]


def is_known(name: str) -> bool:
    return _folded(name) in shopify.NAMES or _folded(name) in WOOCOMMERCE_NAMES


def is_woocommerce(columns: Collection[str]) -> bool:
    """Whether these are WooCommerce's columns: a product has a name there, not a title."""
    lower = {name.lower() for name in columns}
    return "name" in lower and "title" not in lower and bool(lower & {"regular price", "type", "sku"})


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def as_shopify(table: FileTable, problems: Problems) -> FileTable:
    """The table with the shop's column names; `problems` name them as the file does. Raises FileRefused."""
    if is_woocommerce(table.columns):
        # Imported here: only a file of WooCommerce's needs it.
        from functions.catalog.csv.formats.woocommerce import conversion

        return conversion.as_shopify(table, problems)
    own = {name: shopify.NAMES.get(_folded(name), name) for name in table.columns}
    names: dict[str, str] = {}
    for name, column in own.items():
        if (same := names.setdefault(column, name)) != name:
            problems.add(1, name, f"is the same column as {same}; remove one of them")
    problems.names = names
    if shopify.TITLE not in names:
        listed = ", ".join(table.columns[:NAMES_SHOWN_MAX])
        problems.add(1, shopify.TITLE, f"is missing: no column has this name; the columns begin with {listed}")
    problems.raise_if_any()
    rows = [Row(row.line, {own[name]: cell for name, cell in row.cells.items()}) for row in table.rows]
    return FileTable(tuple(own.values()), rows)


def columns_of(table: FileTable, problems: Problems) -> Columns:
    named = {column: problems.names.get(column, column) for column in table.columns}
    return Columns(
        [name for column, name in named.items() if column in shopify.INTERPRETED],
        [name for column, name in named.items() if column not in shopify.INTERPRETED],
    )
