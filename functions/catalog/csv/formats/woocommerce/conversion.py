"""Converts WooCommerce's product CSV to rows of Shopify's."""

from functions.catalog import rules
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.formats.woocommerce import cells
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.csv.reader.table import FileTable
from functions.catalog.store.product_record import BODY, GRAMS, PUBLISHED

# The file's own names, for messages.
_NAMES_IN_FILE = {
    shopify.TITLE: "Name", BODY: "Description", shopify.SKU: "SKU", shopify.PRICE: "Regular price",
    shopify.COMPARE_AT: "Regular price", shopify.QUANTITY: "Stock", shopify.IMAGE: "Images",
    shopify.TYPE: "Categories", shopify.TAGS: "Tags", PUBLISHED: "Published", GRAMS: "Weight",
    shopify.BARCODE: "GTIN, UPC, EAN, or ISBN", shopify.OPTION_VALUES[0]: "Attribute 1 value(s)",
    shopify.OPTION_NAMES[0]: "Attribute 1 name", shopify.HANDLE: "Name",
}  # fmt: skip
_SOLD = ("simple", "variable", "variation")


def as_shopify(table: FileTable, problems: Problems) -> FileTable:
    """The products, each followed by its variations; what the shop does not sell is left out with a warning."""
    rows = [Row(row.line, {name.lower(): cell for name, cell in row.cells.items()}) for row in table.rows]
    sold = [row for row in rows if _is_sold(row, problems)]
    variations = _by_parent([row for row in sold if _kind(row) == "variation"])
    found: list[Row] = []
    for row, handle in _with_handles([row for row in sold if _kind(row) != "variation"]):
        own = [each for reference in _references(row) for each in variations.pop(reference, [])]
        found += _product(row, own, handle)
    for orphan in (row for orphans in variations.values() for row in orphans):
        problems.warn(orphan.line, "Parent", f'"{orphan["parent"][:40]}" is no product of the file; it is left out')
    problems.names = _NAMES_IN_FILE
    return FileTable(tuple(dict.fromkeys(name for row in found for name in row.cells)), found)


def _kind(row: Row) -> str:
    """The product's kind, from a cell that may list several: "simple, downloadable"."""
    kinds = [kind.strip() for kind in (row["type"].lower() or "simple").split(",")]
    return next((kind for kind in kinds if kind in _SOLD), kinds[0])


def _is_sold(row: Row, problems: Problems) -> bool:
    if (kind := _kind(row)) in _SOLD:
        return True
    problems.warn(row.line, "Type", f'is "{kind[:40]}", which this shop does not sell; the product is left out')
    return False


def _by_parent(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["parent"], []).append(row)
    return found


def _references(row: Row) -> list[str]:
    """The texts by which variations refer to their product: its SKU, and its number."""
    return [reference for reference in (row["sku"], row["id"] and f"id:{row['id']}") if reference]


def _with_handles(rows: list[Row]) -> list[tuple[Row, str]]:
    """A handle from each name; a second product of the same name gets its SKU or number appended."""
    used: set[str] = set()
    found = []
    for row in rows:
        handle = rules.slug(row["name"])[: rules.HANDLE_MAX]
        if handle in used:
            distinct = rules.slug("".join(_references(row)[:1]))
            handle = f"{handle[: rules.HANDLE_MAX - len(distinct) - 1]}-{distinct}"
        used.add(handle)
        found.append((row, handle))
    return found


def _product(row: Row, variations: list[Row], handle: str) -> list[Row]:
    """The product's rows: the first has the product's own cells, and each may have a variant, a picture or both."""
    names = cells.attribute_names(variations)
    options = dict(zip(shopify.OPTION_NAMES, names or [rules.NO_OPTION_NAME], strict=False))
    urls = dict.fromkeys(url for each in (row, *variations) for url in cells.pictures(each))
    variants = [(each.line, cells.of_variant(each, names)) for each in variations or [row]]
    pictures = [{shopify.IMAGE: url} for url in urls]
    variants += [(row.line, {}) for _ in pictures[len(variants) :]]
    pictures += [{} for _ in variants[len(pictures) :]]
    both = [(line, {**variant, **picture}) for (line, variant), picture in zip(variants, pictures, strict=True)]
    line, first = both[0]
    both[0] = line, {**cells.of_product(row), **options, **first}
    return [Row(line, {shopify.HANDLE: handle, **own}) for line, own in both]
