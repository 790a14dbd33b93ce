"""Completes a product of a file with the shop's values where the file has no column."""

from collections.abc import Collection
from dataclasses import replace

from db.models.catalog import TaxClass
from functions.catalog.csv.formats import shopify
from functions.catalog.csv.formats.shopify import OPTION_VALUES
from functions.catalog.csv.known_variants import kept_columns, with_known_variants
from functions.catalog.csv.reader.problems import Problems
from functions.catalog.csv.rows import ReadProduct, check_structure
from functions.catalog.store.product_record import (
    BODY,
    PUBLISHED,
    STATUS,
    TAXABLE,
    ImageRecord,
    ProductRecord,
)

_FIELDS = {
    "description": BODY,
    "vendor": shopify.VENDOR,
    "product_type": shopify.TYPE,
    "tags": shopify.TAGS,
}


def completed(new: ReadProduct, old: ProductRecord | None, columns: Collection[str], problems: Problems) -> ReadProduct:
    """The product, which keeps its old values where the file has no column."""
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
        tax_class=_tax_class(new.record, old, columns),
        merchant_columns=kept_columns(old.merchant_columns, new.record.merchant_columns, replaced),
        images=_images(new.record, old, columns),
    )
    product = replace(new, record=record)
    if not columns_of_variants(columns):
        unchanged = replace(record, option_names=old.option_names, variants=old.variants)
        return replace(product, record=unchanged, variants=[])
    return with_known_variants(product, old, columns, problems)


def _tax_class(new: ProductRecord, old: ProductRecord, columns: Collection[str]) -> TaxClass:
    """The old class unless the file contradicts it: a file says whether a product is taxed, but not at which rate."""
    says_otherwise = TAXABLE in columns and (new.tax_class == "none") != (old.tax_class == "none")
    return new.tax_class if says_otherwise else old.tax_class


def columns_of_variants(columns: Collection[str]) -> bool:
    """Whether the file has columns of variants."""
    return not set(shopify.OF_VARIANT).isdisjoint(columns)


def _images(new: ProductRecord, old: ProductRecord, columns: Collection[str]) -> tuple[ImageRecord, ...]:
    if shopify.IMAGE not in columns:
        return old.images
    kept = {image.position: image.merchant_columns for image in old.images}
    texts = {image.url: image.alternative_text for image in old.images}
    return tuple(
        replace(
            image,
            merchant_columns=kept_columns(kept.get(image.position, {}), image.merchant_columns, columns),
            alternative_text=image.alternative_text
            if shopify.ALTERNATIVE_TEXT in columns
            else texts.get(image.url, ""),
        )
        for image in new.images
    )


def _drafted(product: ReadProduct, problems: Problems) -> ReadProduct:
    """A product with a variant without a price is a draft, so that nothing is sold for 0.00 by mistake."""
    unpriced = [variant.line for variant in product.variants if not variant.has_price]
    if not unpriced:
        return product
    problems.warn(unpriced[0], shopify.PRICE, "is missing; the product is a draft at 0.00 until it has a price")
    return replace(product, record=product.record.with_state("draft"))
