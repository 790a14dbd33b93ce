"""Groups rows into products: a handle's first row is the product; each row may be a variant, an image, or both."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from functions.catalog.csv import cells
from functions.catalog.csv.columns import OF_IMAGE, OF_PRODUCT, OF_VARIANT
from functions.catalog.csv.problems import Problems, Row
from functions.catalog.csv.table import FileTable
from functions.catalog.csv.variants import (
    ReadVariant,
    images,
    option_names,
    other_columns,
    variant_columns,
    variants,
)
from functions.catalog.rules import STATUSES
from functions.catalog.store.product_record import BODY, PRODUCT_CATEGORY, PUBLISHED, STATUS, Columns, ProductRecord
from functions.catalog.store.texts import as_html


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product of a file, with the line of each variant."""

    record: ProductRecord
    variants: list[ReadVariant]


def read_products(table: FileTable, problems: Problems) -> list[ReadProduct]:
    """The file's products in its order; adds to `problems`."""
    read = [_product(rows, problems) for rows in _by_handle(table, problems)]
    lines: dict[str, int] = {}
    for variant in (variant for product in read for variant in product.variants):
        line = lines.setdefault(variant.record.sku, variant.line)
        if line != variant.line:
            problems.add(variant.line, "Variant SKU", f"{variant.record.sku} is also the SKU of line {line}")
    return read


def _by_handle(table: FileTable, problems: Problems) -> Iterator[list[Row]]:
    begun: dict[str, int] = {}
    for handle, group in groupby(table.rows, key=lambda row: row["Handle"]):
        rows = list(group)
        if handle and handle not in begun:
            yield rows
        else:
            known = f"{handle} begins at line {begun.get(handle)}; the rows of a product must follow each other"
            problems.add(rows[0].line, "Handle", known if handle else "is missing")
        begun.setdefault(handle, rows[0].line)


def _product(rows: list[Row], problems: Problems) -> ReadProduct:
    first = rows[0]
    handle = problems.read(first, "Handle", cells.handle, "")
    names = option_names(rows, problems)
    read = variants(rows, handle, names, problems)
    _check_later_rows(rows, problems)
    published = problems.read(first, PUBLISHED, cells.boolean, False)
    record = ProductRecord(
        handle=handle,
        title=problems.read(first, "Title", cells.required, ""),
        description=problems.read(first, BODY, cells.description, ""),
        vendor=problems.read(first, "Vendor", cells.text, ""),
        product_type=problems.read(first, "Type", cells.text, ""),
        tags=problems.read(first, "Tags", cells.tags, ()),
        option_names=names,
        state=problems.read(first, STATUS, lambda status: cells.state(status, published), "draft"),
        merchant_columns={},
        variants=tuple(variant.record for variant in read),
        images=images(rows, problems),
    )
    return ReadProduct(record.with_merchant_columns(_merchant_columns(rows, record)), read)


def _merchant_columns(rows: list[Row], record: ProductRecord) -> Columns:
    """The product's other columns, and those cells whose text the shop would write differently."""
    first, own = rows[0], variant_columns(rows)
    kept = {column: cell for column, cell in other_columns(first).items() if column not in own}
    written = {
        PRODUCT_CATEGORY: "",
        BODY: as_html(record.description),
        STATUS: STATUSES[record.state],
        PUBLISHED: str(record.state == "published").lower(),
    }
    for column, ours in written.items():
        theirs = first.cells.get(column, "")
        if theirs and theirs != ours:
            kept[column] = theirs
    return kept


def _check_later_rows(rows: list[Row], problems: Problems) -> None:
    for row in rows[1:]:
        if not row.has_any(*OF_VARIANT, *OF_IMAGE):
            problems.add(row.line, "row", "is neither a variant nor an image")
        for column in OF_PRODUCT:
            if row[column] not in {"", rows[0][column]}:
                problems.add(row.line, column, f"differs from line {rows[0].line}, which is the same product")
