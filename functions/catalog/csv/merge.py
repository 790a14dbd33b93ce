"""Completes a product of a file with what the shop knows: a column that the file does not have says nothing."""

from collections.abc import Callable, Collection
from dataclasses import replace

from functions.catalog.csv.formats import shopify
from functions.catalog.csv.formats.shopify import OPTION_NAMES, OPTION_VALUES
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.rows import ReadProduct, check_structure
from functions.catalog.csv.variants import ReadVariant
from functions.catalog.store.product_record import (
    BODY,
    GRAMS,
    PUBLISHED,
    STATUS,
    Columns,
    ImageRecord,
    ProductRecord,
    VariantRecord,
)

_FIELDS = {
    "description": BODY,
    "vendor": shopify.VENDOR,
    "product_type": shopify.TYPE,
    "tags": shopify.TAGS,
}
_VARIANT_FIELDS = {
    "option_values": OPTION_VALUES[0],
    "price_minor": shopify.PRICE,
    "compare_at_price_minor": shopify.COMPARE_AT,
    "grams": GRAMS,
    "barcode": shopify.BARCODE,
}
Match = Callable[[VariantRecord], VariantRecord | None]


def completed(new: ReadProduct, old: ProductRecord | None, columns: Collection[str], problems: Problems) -> ReadProduct:
    """The product with those of the old one's values for which the file has no column."""
    product = new if old is None else _merged(new, old, columns, problems)
    if OPTION_VALUES[0] not in columns:
        check_structure(product.record, product.variants, problems)
    return _drafted(product, problems)


def _merged(new: ReadProduct, old: ProductRecord, columns: Collection[str], problems: Problems) -> ReadProduct:
    says_state = not {STATUS, PUBLISHED}.isdisjoint(columns)
    replaced = {*columns, STATUS, PUBLISHED} if says_state else set(columns)
    kept = {field: getattr(old, field) for field, column in _FIELDS.items() if column not in columns}
    record = replace(
        new.record,
        **kept,
        state=new.record.state if says_state else old.state,
        merchant_columns=_columns(old.merchant_columns, new.record.merchant_columns, replaced),
        images=_images(new.record, old, columns),
    )
    product = replace(new, record=record)
    if not columns_of_variants(columns):
        unchanged = replace(record, option_names=old.option_names, variants=old.variants)
        return replace(product, record=unchanged, variants=[])
    return _with_variants(product, old, columns, problems)


def columns_of_variants(columns: Collection[str]) -> bool:
    """Whether the file says anything about variants."""
    return not set(shopify.OF_VARIANT).isdisjoint(columns)


def _with_variants(new: ReadProduct, old: ProductRecord, columns: Collection[str], problems: Problems) -> ReadProduct:
    match = _matching(new, old, columns, problems)
    variants = [_variant(variant, match(variant.record), old, columns, problems) for variant in new.variants]
    product = new.with_variants(variants)
    has_options = {OPTION_NAMES[0], OPTION_VALUES[0]} <= set(columns)
    if not has_options and len(old.option_names) == len(variants[0].record.option_values):
        return replace(product, record=replace(product.record, option_names=old.option_names))
    return product


def _matching(new: ReadProduct, old: ProductRecord, columns: Collection[str], problems: Problems) -> Match:
    """How the variant that the shop knows is found: by SKU, else by options, else it is the only one."""
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
    merchant_columns = _columns(old.merchant_columns, new.record.merchant_columns, columns)
    sku = new.record.sku if shopify.SKU in columns else old.sku
    return replace(new, record=replace(new.record, **kept, sku=sku, merchant_columns=merchant_columns), has_price=True)


def _images(new: ProductRecord, old: ProductRecord, columns: Collection[str]) -> tuple[ImageRecord, ...]:
    if shopify.IMAGE not in columns:
        return old.images
    kept = {image.position: image.merchant_columns for image in old.images}
    texts = {image.url: image.alternative_text for image in old.images}
    return tuple(
        replace(
            image,
            merchant_columns=_columns(kept.get(image.position, {}), image.merchant_columns, columns),
            alternative_text=image.alternative_text
            if shopify.ALTERNATIVE_TEXT in columns
            else texts.get(image.url, ""),
        )
        for image in new.images
    )


def _columns(before: Columns, after: Columns, replaced: Collection[str]) -> Columns:
    return {name: cell for name, cell in before.items() if name not in replaced} | dict(after)


def _drafted(product: ReadProduct, problems: Problems) -> ReadProduct:
    """A product with a variant without a price is a draft, so that nothing is sold for 0.00 by mistake."""
    unpriced = [variant.line for variant in product.variants if not variant.has_price]
    if not unpriced:
        return product
    problems.warn(unpriced[0], shopify.PRICE, "is missing; the product is a draft at 0.00 until it has a price")
    return replace(product, record=product.record.with_state("draft"))
