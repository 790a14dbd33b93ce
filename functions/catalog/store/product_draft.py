"""Builds product records from what staff enter, by the same rules as an import."""

from collections.abc import Iterable
from dataclasses import replace

from functions.catalog.fields import ImageInput, VariantInput
from functions.catalog.rules import generated_sku
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.catalog.store.structure import structure_problems
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
    """The record with these images, in this order, of which variants have some; raises InvalidRequest."""
    entered = tuple(entered)
    pictured = _with_pictures_of_variants(record, entered, _chosen(record, entered))
    return replace(pictured, images=_images(record, entered))


def _images(record: ProductRecord, entered: tuple[ImageInput, ...]) -> tuple[ImageRecord, ...]:
    known = {image.url: image.merchant_columns for image in record.images}
    return tuple(
        ImageRecord(position, image.url, image.alternative_text, known.get(image.url, {}))
        for position, image in enumerate(entered, start=1)
    )


def _chosen(record: ProductRecord, entered: tuple[ImageInput, ...]) -> dict[str, str]:
    """The picture's address by SKU, for the variants that the images name."""
    chosen: dict[str, str] = {}
    for number, image in enumerate(entered):
        for sku in image.skus or ():
            if sku not in record.skus:
                raise InvalidRequest.field(f"images.{number}.skus", f"{sku} is no variant of this product")
            if chosen.setdefault(sku, image.url) != image.url:
                raise InvalidRequest.field(f"images.{number}.skus", f"{sku} has another picture already")
    return chosen


def _with_pictures_of_variants(
    record: ProductRecord, entered: tuple[ImageInput, ...], chosen: dict[str, str]
) -> ProductRecord:
    """The record whose variants have the chosen pictures, and none that was taken from them or from the product."""
    gone = {image.url for image in record.images} - {image.url for image in entered}
    taken = gone | {image.url for image in entered if image.skus is not None}

    def with_picture(variant: VariantRecord) -> VariantRecord:
        if variant.sku in chosen:
            return variant.with_picture(chosen[variant.sku])
        return variant.with_picture(None) if variant.picture_url in taken else variant

    return replace(record, variants=tuple(map(with_picture, record.variants)))


def check_structure(record: ProductRecord) -> None:
    """Raises InvalidRequest if options and variants do not fit together."""
    for each in structure_problems(record):
        place = "option_names" if each.variant is None else f"variants.{each.variant}.{each.field}"
        raise InvalidRequest.field(place, each.text)
