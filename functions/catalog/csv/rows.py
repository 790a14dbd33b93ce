"""Groups rows into products: a handle's first row is the product; each row may be a variant, an image, or both."""

from dataclasses import dataclass, replace

from functions.catalog import rules
from functions.catalog.csv import cells
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.pictures import images
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.csv.reader.table import FileTable
from functions.catalog.csv.variants import (
    ReadVariant,
    option_names,
    other_columns,
    variant_columns,
    variant_rows,
    variants,
)
from functions.catalog.store.product_record import BODY, PRODUCT_CATEGORY, PUBLISHED, STATUS, Columns, ProductRecord
from functions.catalog.store.structure import structure_faults
from functions.catalog.store.texts import as_html


@dataclass(frozen=True, slots=True)
class ReadProduct:
    """A product of a file, which begins at `line`; `variants` are those of the record."""

    line: int
    record: ProductRecord
    variants: list[ReadVariant]

    def with_variants(self, variants: list[ReadVariant]) -> "ReadProduct":
        record = replace(self.record, variants=tuple(variant.record for variant in variants))
        return replace(self, record=record, variants=variants)


def read_products(table: FileTable, problems: Problems) -> list[ReadProduct]:
    """The file's products in its order; adds to `problems`."""
    read = [_product(handle, rows, problems) for handle, rows in _by_handle(table, problems).items()]
    if read and shopify.QUANTITY not in table.columns:
        problems.warn(1, shopify.QUANTITY, "is missing: no stock is counted, and new goods that are tracked have none")
    return _with_own_skus(read, problems)


def _by_handle(table: FileTable, problems: Problems) -> dict[str, list[Row]]:
    """The rows of each product, that with the title first."""
    found: dict[str, list[Row]] = {}
    for row in table.rows:
        if handle := _handle(row, problems):
            found.setdefault(handle, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: not row[shopify.TITLE])
    return found


def _handle(row: Row, problems: Problems) -> str:
    """The row's handle, or else that of its title; empty if it has neither."""
    written = row[shopify.HANDLE]
    handle = written if rules.is_handle(written) else rules.slug(written or row[shopify.TITLE])[: rules.HANDLE_MAX]
    if written and handle and handle != written:
        problems.warn(row.line, shopify.HANDLE, f'"{written[:40]}" is read as "{handle[:40]}"')
    elif not handle:
        problem = "has no letter or digit" if written else "is missing, and there is no title to derive it from"
        problems.add(row.line, shopify.HANDLE, problem)
    return handle


def _product(handle: str, rows: list[Row], problems: Problems) -> ReadProduct:
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
    )
    _check_rows(rows, problems)
    if shopify.OPTION_VALUES[0] in first.cells:
        check_structure(record, read, problems)
    return ReadProduct(first.line, record.with_merchant_columns(_merchant_columns(first, found, record)), read)


def _columns_of_pictures(rows: list[Row], found: list[Row]) -> dict[int, Columns]:
    variant_lines = {row.line for row in found}
    return {row.line: other_columns(row) for row in rows if row.line not in variant_lines}


def _merchant_columns(first: Row, found: list[Row], record: ProductRecord) -> Columns:
    """The product's other columns, and those cells whose text the shop would write differently."""
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
    """Adds an error for each variant that is not told apart by its options."""
    for fault in structure_faults(record):
        if fault.variant is None:
            problems.add(read[0].line, shopify.OPTION_NAMES[0], "is the name of another option too")
        elif fault.field == "option_values" and fault.same_as is not None:
            same = f"has the same options as line {read[fault.same_as].line}"
            problems.add(read[fault.variant].line, shopify.OPTION_VALUES[0], same)


def _with_own_skus(read: list[ReadProduct], problems: Problems) -> list[ReadProduct]:
    """The products, in which no two variants have one SKU: the later ones get a suffix."""
    owners: dict[str, tuple[int, str]] = {}
    taken = {variant.record.sku for product in read for variant in product.variants}

    def own(variant: ReadVariant, handle: str) -> ReadVariant:
        sku, values = variant.record.sku, variant.record.option_values
        line, owner = owners.setdefault(sku, (variant.line, handle))
        if line == variant.line:
            return variant
        unique = rules.own_sku(sku, values if owner == handle and values else (handle, *values), taken)
        taken.add(unique)
        problems.warn(variant.line, shopify.SKU, f'{sku} is also the SKU of line {line}; this variant gets "{unique}"')
        return replace(variant, record=replace(variant.record, sku=unique))

    return [product.with_variants([own(each, product.record.handle) for each in product.variants]) for product in read]
