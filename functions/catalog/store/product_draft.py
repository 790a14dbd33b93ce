"""From what staff write to an entry: with the same rules as a row of an import."""

from collections.abc import Iterable
from dataclasses import replace

from functions.catalog.fields import ImageGiven, VariantGiven
from functions.catalog.rules import made_sku, repeated
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.runtime.errors import InvalidRequest


def with_variants(record: ProductRecord, given: Iterable[VariantGiven]) -> ProductRecord:
    """The entry with these variants; those that keep their SKU keep the merchant's other columns."""
    known = {variant.sku: variant for variant in record.variants}
    return replace(record, variants=tuple(_variant(record.handle, variant, known) for variant in given))


def _variant(handle: str, given: VariantGiven, known: dict[str, VariantRecord]) -> VariantRecord:
    sku = given.sku or made_sku(handle, given.option_values)
    before = known.get(sku, VariantRecord(sku, (), 0))
    return replace(
        before.weighing(given.grams),
        option_values=tuple(given.option_values),
        price_minor=given.price_minor,
        compare_at_price_minor=given.compare_at_price_minor,
        barcode=given.barcode,
    )


def with_images(record: ProductRecord, given: Iterable[ImageGiven]) -> ProductRecord:
    """The entry with these images, in this order."""
    known = {image.url: image.merchant_columns for image in record.images}
    images = (
        ImageRecord(position, image.url, image.alternative_text, known.get(image.url, {}))
        for position, image in enumerate(given, start=1)
    )
    return replace(record, images=tuple(images))


def check_structure(record: ProductRecord) -> None:
    """Raises InvalidRequest where options and variants do not fit together."""
    if repeated([name.casefold() for name in record.option_names]):
        raise InvalidRequest.field("option_names", "has the same name twice")
    for number, variant in enumerate(record.variants):
        if len(variant.option_values) != len(record.option_names):
            missing = f"must have one value for each of {list(record.option_names)}"
            raise InvalidRequest.field(f"variants.{number}.option_values", missing)
    if same := repeated([" / ".join(variant.option_values).casefold() for variant in record.variants]):
        raise InvalidRequest.field("variants", f"has the options {same} twice")
    if same := repeated(record.skus):
        raise InvalidRequest.field("variants", f"has the SKU {same} twice")
