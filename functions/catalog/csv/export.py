"""Converts products to the rows of Shopify's CSV; importing them yields equal products."""

from collections.abc import Iterable, Mapping

from functions.catalog.csv.formats.shopify import OPTION_NAMES, OPTION_VALUES, QUANTITY
from functions.catalog.export.lines import columns_written, csv_header, csv_lines
from functions.catalog.queries import StockLevel
from functions.catalog.rules import NO_OPTION_NAME, NO_OPTION_VALUE, STATUSES
from functions.catalog.store.product_record import (
    BODY,
    GRAMS,
    PUBLISHED,
    STATUS,
    TAXABLE,
    ImageRecord,
    ProductRecord,
    VariantRecord,
)
from functions.catalog.store.texts import as_html
from functions.runtime.currencies import decimal
from functions.runtime.http.csv_cells import without_formula
from functions.runtime.settings import settings

CsvRow = dict[str, str]


def rows(record: ProductRecord) -> list[CsvRow]:
    """The product's rows without empty cells. Products are equal if and only if their rows are."""
    variants = [_not_taxed(record) | _variant(variant) for variant in record.variants]
    # An image with other columns gets a row of its own: in a variant's row they would be read as the variant's.
    alone = [_image(image) for image in record.images if image.merchant_columns]
    beside = [_image(image) for image in record.images if not image.merchant_columns]
    variants += [{} for _ in beside[len(variants) :]]
    beside += [{} for _ in variants[len(beside) :]]
    both = [variant | image for variant, image in zip(variants, beside, strict=True)] + alone
    both[0] = _product(record) | both[0]
    return [{"Handle": record.handle} | {name: cell for name, cell in row.items() if cell} for row in both]


def _product(record: ProductRecord) -> CsvRow:
    names = record.option_names or (NO_OPTION_NAME,)
    return {
        "Title": record.title,
        BODY: as_html(record.description),
        "Vendor": record.vendor,
        "Type": record.product_type,
        "Tags": ", ".join(record.tags),
        PUBLISHED: str(record.state == "published").lower(),
        STATUS: STATUSES[record.state],
        **dict(zip(OPTION_NAMES, names, strict=False)),
        **record.merchant_columns,
    }


def _variant(variant: VariantRecord) -> CsvRow:
    compare_at = variant.compare_at_price_minor
    return {
        **dict(zip(OPTION_VALUES, variant.option_values or (NO_OPTION_VALUE,), strict=False)),
        "Variant SKU": variant.sku,
        GRAMS: str(variant.grams),
        "Variant Price": _amount(variant.price_minor),
        "Variant Compare At Price": "" if compare_at is None else _amount(compare_at),
        "Variant Barcode": variant.barcode,
        **variant.merchant_columns,
    }


def _amount(minor: int) -> str:
    return decimal(minor, settings().currency)


def _not_taxed(record: ProductRecord) -> CsvRow:
    """Whether the product is untaxed, which is all that Shopify's file can say of a tax class."""
    return {TAXABLE: "false"} if record.tax_class == "none" else {}


def _image(image: ImageRecord) -> CsvRow:
    return {
        "Image Src": image.url,
        "Image Position": str(image.position),
        "Image Alt Text": image.alternative_text,
        **image.merchant_columns,
    }


def with_quantity(row: CsvRow, stock: Mapping[str, StockLevel]) -> CsvRow:
    """The row with the quantity on hand; left empty for a SKU that was never counted."""
    known = stock.get(row.get("Variant SKU", ""))
    return row if known is None else {**row, QUANTITY: str(max(0, known.on_hand))}


def without_formulas(row: CsvRow) -> CsvRow:
    """The row, with an apostrophe before each cell that a spreadsheet would take for a formula."""
    return {name: without_formula(cell) for name, cell in row.items()}


def as_csv(all_rows: Iterable[CsvRow], *, byte_order_mark: bool = False) -> bytes:
    """The whole file, with the columns that its rows have."""
    listed = list(all_rows)
    columns = columns_written(name for row in listed for name in row)
    return csv_header(columns, byte_order_mark=byte_order_mark) + csv_lines(columns, listed)
