"""Builds product records from what staff enter, by the rules of an import's rows."""

from collections.abc import Iterable
from dataclasses import replace

from functions.catalog.fields import ImageInput, VariantInput
from functions.catalog.rules import first_duplicate, generated_sku
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.runtime.errors import InvalidRequest


def with_variants(record: ProductRecord, entered: Iterable[VariantInput]) -> ProductRecord:
    """The record with these variants. A variant whose SKU existed before keeps its merchant columns."""
    known = {variant.sku: variant for variant in record.variants}
    return replace(record, variants=tuple(_variant(record.handle, variant, known) for variant in entered))


def _variant(handle: str, entered: VariantInput, known: dict[str, VariantRecord]) -> VariantRecord:
    sku = entered.sku or generated_sku(handle, entered.option_values)
    before = known.get(sku, VariantRecord(sku, (), 0))
    return replace(
        before.with_grams(entered.grams),
        option_values=tuple(entered.option_values),
        price_minor=entered.price_minor,
        compare_at_price_minor=entered.compare_at_price_minor,
        barcode=entered.barcode,
    )


def with_images(record: ProductRecord, entered: Iterable[ImageInput]) -> ProductRecord:
    """The record with these images, in this order."""
    known = {image.url: image.merchant_columns for image in record.images}
    images = (
        ImageRecord(position, image.url, image.alternative_text, known.get(image.url, {}))
        for position, image in enumerate(entered, start=1)
    )
    return replace(record, images=tuple(images))


def check_structure(record: ProductRecord) -> None:
    """Raises InvalidRequest if options and variants do not fit together."""
    if first_duplicate([name.casefold() for name in record.option_names]):
        raise InvalidRequest.field("option_names", "has the same name twice")
    for number, variant in enumerate(record.variants):
        if len(variant.option_values) != len(record.option_names):
            missing = f"must have one value for each of {list(record.option_names)}"
            raise InvalidRequest.field(f"variants.{number}.option_values", missing)
    if same := first_duplicate([" / ".join(variant.option_values).casefold() for variant in record.variants]):
        raise InvalidRequest.field("variants", f"has the options {same} twice")
    if same := first_duplicate(record.skus):
        raise InvalidRequest.field("variants", f"has the SKU {same} twice")
