"""Keeps a product's stored columns that an imported file does not have."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from functions.catalog.csv.columns import READ_COLUMNS
from functions.catalog.store.product_record import PRODUCT_CATEGORY, Columns, ProductRecord

# Columns that the shop reads come from the file alone; only the merchant's other columns are kept.
_NEVER_KEPT = READ_COLUMNS - {PRODUCT_CATEGORY}


def with_known_columns(new: ProductRecord, old: ProductRecord, file_columns: Collection[str]) -> ProductRecord:
    """The new record, with those of the old one's columns that the file does not have."""
    replaced = _NEVER_KEPT.union(file_columns)

    def merged(before: Columns, after: Columns) -> Columns:
        return {name: cell for name, cell in before.items() if name not in replaced} | dict(after)

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
