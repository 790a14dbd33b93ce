"""Groups the rows of a file into products, and gives each variant a SKU of its own."""

from dataclasses import replace

from functions.catalog import rules
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.reader.problems import Problems, Row
from functions.catalog.csv.reader.table import FileTable
from functions.catalog.csv.rows import ReadProduct, read_product
from functions.catalog.csv.variants import ReadVariant


def read_products(table: FileTable, problems: Problems) -> list[ReadProduct]:
    """The file's products in its order; adds to `problems`."""
    read = [read_product(handle, rows, problems) for handle, rows in _by_handle(table, problems).items()]
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
    """The row's handle, or else one derived from its title; empty if it has neither."""
    written = row[shopify.HANDLE]
    handle = written if rules.is_handle(written) else rules.slug(written or row[shopify.TITLE])[: rules.HANDLE_MAX]
    if written and handle and handle != written:
        problems.warn(row.line, shopify.HANDLE, f'"{written[:40]}" is read as "{handle[:40]}"')
    elif not handle:
        problem = "has no letter or digit" if written else "is missing, and there is no title to derive it from"
        problems.add(row.line, shopify.HANDLE, problem)
    return handle


def _with_own_skus(read: list[ReadProduct], problems: Problems) -> list[ReadProduct]:
    """The products, in which no two variants share a SKU: the later ones get a suffix."""
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
