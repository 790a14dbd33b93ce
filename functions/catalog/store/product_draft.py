"""Builds product records from what staff enter, by the same rules as an import."""

from collections.abc import Iterable
from dataclasses import replace

from functions.catalog.fields import ImageInput, VariantInput
from functions.catalog.rules import generated_sku
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.catalog.store.structure import structure_faults
from functions.runtime.errors import InvalidRequest


def with_variants(record: ProductRecord, entered: Iterable[VariantInput]) -> ProductRecord:
    """The record with these variants. A variant that existed before, with this or its former SKU, keeps its merchant
    columns.
    """
    known = {variant.sku: variant for variant in record.variants}
    return replace(record, variants=tuple(_variant(record.handle, variant, known) for variant in entered))


def _variant(handle: str, entered: VariantInput, known: dict[str, VariantRecord]) -> VariantRecord:
    sku = entered.sku or generated_sku(handle, entered.option_values)
    before = known.get(sku) or known.get(entered.former_sku or sku) or VariantRecord(sku, (), 0)
    return replace(
        before.with_grams(entered.grams).with_requires_shipping(entered.requires_shipping),
        sku=sku,
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
    for fault in structure_faults(record):
        place = "option_names" if fault.variant is None else f"variants.{fault.variant}.{fault.field}"
        raise InvalidRequest.field(place, fault.problem)
