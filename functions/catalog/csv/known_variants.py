"""Finds the variants of a file among those that the shop knows, and completes them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from functions.catalog.csv.formats import shopify
from functions.catalog.csv.formats.shopify import OPTION_NAMES, OPTION_VALUES
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.rows import ReadProduct
from functions.catalog.csv.variants import ReadVariant
from functions.catalog.store.product_record import GRAMS, Columns, ProductRecord, VariantRecord

_VARIANT_FIELDS = {
    "option_values": OPTION_VALUES[0],
    "price_minor": shopify.PRICE,
    "compare_at_price_minor": shopify.COMPARE_AT,
    "grams": GRAMS,
    "barcode": shopify.BARCODE,
}
Match = Callable[[VariantRecord], VariantRecord | None]


def with_known_variants(
    new: ReadProduct, old: ProductRecord, columns: Collection[str], problems: Problems
) -> ReadProduct:
    """The product, whose variants keep their old values where the file has no column."""
    match = _matching(new, old, columns, problems)
    variants = [_variant(variant, match(variant.record), old, columns, problems) for variant in new.variants]
    product = new.with_variants(variants)
    has_options = {OPTION_NAMES[0], OPTION_VALUES[0]} <= set(columns)
    if not has_options and len(old.option_names) == len(variants[0].record.option_values):
        return replace(product, record=replace(product.record, option_names=old.option_names))
    return product


def _matching(new: ReadProduct, old: ProductRecord, columns: Collection[str], problems: Problems) -> Match:
    """Finds the variant that the shop knows: by SKU, else by options, else it is the only one."""
    if shopify.SKU in columns:
        by_sku = {variant.sku: variant for variant in old.variants}
        return lambda variant: by_sku.get(variant.sku)
    if OPTION_VALUES[0] in columns:
        by_options = {_folded(variant): variant for variant in old.variants}
        return lambda variant: by_options.get(_folded(variant))
    if len(old.variants) > 1 or len(new.variants) > 1:
        which = f"has {len(old.variants)} variants in the shop; which one is meant needs a column {shopify.SKU}"
        problems.add(new.line, shopify.HANDLE, which)
    return lambda _: old.variants[0]


def _folded(variant: VariantRecord) -> tuple[str, ...]:
    return tuple(value.casefold() for value in variant.option_values)


def _variant(
    new: ReadVariant,
    old: VariantRecord | None,
    product: ProductRecord,
    columns: Collection[str],
    problems: Problems,
) -> ReadVariant:
    if old is None:
        if product.option_names and OPTION_VALUES[0] not in columns:
            names = ", ".join(product.option_names)
            problems.add(new.line, OPTION_VALUES[0], f"is missing: this variant is new, and the product has {names}")
        return new
    if not new.has_price and shopify.PRICE in columns:
        problems.warn(new.line, shopify.PRICE, "is missing; the present price stays")
    kept = {field: getattr(old, field) for field, column in _VARIANT_FIELDS.items() if column not in columns}
    if not new.has_price:
        kept["price_minor"] = old.price_minor
    merchant_columns = kept_columns(old.merchant_columns, new.record.merchant_columns, columns)
    sku = new.record.sku if shopify.SKU in columns else old.sku
    return replace(new, record=replace(new.record, **kept, sku=sku, merchant_columns=merchant_columns), has_price=True)


def kept_columns(before: Columns, after: Columns, replaced: Collection[str]) -> Columns:
    """The other columns after the import: those from before it, unless the file has the column."""
    return {name: cell for name, cell in before.items() if name not in replaced} | dict(after)
