"""Reads the rows of a product: the first has its own cells, and each may have a variant, an image, or both."""

from dataclasses import dataclass, replace

from db.models.catalog import TaxClass
from functions.catalog import rules
from functions.catalog.csv import cells
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.pictures import images
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.csv.variants import (
    ReadVariant,
    option_names,
    other_columns,
    variant_columns,
    variant_rows,
    variants,
)
from functions.catalog.store.product_record import BODY, PRODUCT_CATEGORY, PUBLISHED, STATUS, Columns, ProductRecord
from functions.catalog.store.structure import structure_problems
from functions.catalog.store.texts import as_html


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product of a file, which begins at `line`; `variants` are the record's variants as the file has them."""

    line: int
    record: ProductRecord
    variants: list[ReadVariant]

    def with_variants(self, variants: list[ReadVariant]) -> "ReadProduct":
        record = replace(self.record, variants=tuple(variant.record for variant in variants))
        return replace(self, record=record, variants=variants)


def read_product(handle: str, rows: list[Row], problems: Problems) -> ReadProduct:
    """The product of these rows, of which the first has the product's own cells."""
    first, found = rows[0], variant_rows(rows)
    names = option_names(found, problems)
    read = variants(found, handle, names, problems)
    published = problems.read_or_warn(first, PUBLISHED, cells.is_published, False)
    record = ProductRecord(
        handle=handle,
        title=problems.read(first, shopify.TITLE, cells.required, ""),
        description=problems.read(first, BODY, cells.description, ""),
        vendor=problems.read(first, shopify.VENDOR, cells.text, ""),
        product_type=problems.read(first, shopify.TYPE, cells.text, ""),
        tags=problems.read(first, shopify.TAGS, cells.tags, ()),
        option_names=names,
        state=problems.read_or_warn(first, STATUS, lambda status: cells.state(status, published), "draft"),
        merchant_columns={},
        variants=tuple(variant.record for variant in read),
        images=images(rows, _columns_of_pictures(rows, found), problems),
        tax_class=_tax_class(read),
    )
    _check_rows(rows, problems)
    if shopify.OPTION_VALUES[0] in first.cells:
        check_structure(record, read, problems)
    return ReadProduct(first.line, record.with_merchant_columns(_merchant_columns(first, found, record)), read)


def _tax_class(read: list[ReadVariant]) -> TaxClass:
    """The class of the whole product: if any of its variants is taxed, all are."""
    return "standard" if any(variant.record.is_taxed for variant in read) else "none"


def _columns_of_pictures(rows: list[Row], found: list[Row]) -> dict[int, Columns]:
    variant_lines = {row.line for row in found}
    return {row.line: other_columns(row) for row in rows if row.line not in variant_lines}


def _merchant_columns(first: Row, found: list[Row], record: ProductRecord) -> Columns:
    """The product's other columns, and the original text of cells that the shop would write differently."""
    own = variant_columns(found)
    kept = {column: cell for column, cell in other_columns(first).items() if column not in own}
    written = {
        PRODUCT_CATEGORY: "",
        BODY: as_html(record.description),
        STATUS: rules.STATUSES[record.state],
        PUBLISHED: str(record.state == "published").lower(),
    }
    for column, ours in written.items():
        theirs = first.cells.get(column, "")
        if theirs and theirs != ours:
            kept[column] = theirs
    return kept


def _check_rows(rows: list[Row], problems: Problems) -> None:
    first = rows[0]
    for row in rows[1:]:
        if not row.has_any(*shopify.OF_VARIANT, *shopify.OF_IMAGE):
            problems.warn(row.line, "row", "is neither a variant nor an image; it is left out")
        if row[shopify.TITLE] not in {"", first[shopify.TITLE]}:
            other = f"differs from line {first.line}, which has the same handle"
            problems.add(row.line, shopify.TITLE, other)
        elif row[shopify.TITLE] and not row[shopify.HANDLE]:
            problems.add(row.line, shopify.HANDLE, f"is missing, and line {first.line} has the same title")
        for column in shopify.OF_PRODUCT:
            if column != shopify.TITLE and row[column] not in {"", first[column]}:
                problems.warn(row.line, column, f"differs from line {first.line}, which counts")


def check_structure(record: ProductRecord, read: list[ReadVariant], problems: Problems) -> None:
    """Adds an error for each option name or variant that repeats another one."""
    for each in structure_problems(record):
        if each.variant is None:
            problems.add(read[0].line, shopify.OPTION_NAMES[0], "is the name of another option too")
        elif each.field == "option_values" and each.same_as is not None:
            same = f"has the same options as line {read[each.same_as].line}"
            problems.add(read[each.variant].line, shopify.OPTION_VALUES[0], same)
