"""What a file leaves out: columns that it does not have stay as they are known."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from functions.catalog.csv.columns import UNDERSTOOD
from functions.catalog.store.product_record import PRODUCT_CATEGORY, Columns, ProductRecord

# What the shop understands follows from the file alone; only the merchant's own columns can stay.
_NEVER_STAY = UNDERSTOOD - {PRODUCT_CATEGORY}


def with_known_columns(new: ProductRecord, old: ProductRecord, in_file: Collection[str]) -> ProductRecord:
    """The new entry, with the old one's columns that the file does not have."""
    gone = _NEVER_STAY.union(in_file)

    def merged(known: Columns, given: Columns) -> Columns:
        return {name: cell for name, cell in known.items() if name not in gone} | dict(given)

    variants: Mapping[str, Columns] = {variant.sku: variant.merchant_columns for variant in old.variants}
    images: Mapping[int, Columns] = {image.position: image.merchant_columns for image in old.images}
    return replace(
        new,
        merchant_columns=merged(old.merchant_columns, new.merchant_columns),
        variants=tuple(
            replace(variant, merchant_columns=merged(variants.get(variant.sku, {}), variant.merchant_columns))
            for variant in new.variants
        ),
        images=tuple(
            replace(image, merchant_columns=merged(images.get(image.position, {}), image.merchant_columns))
            for image in new.images
        ),
    )
