"""A product as the catalogue keeps it, as a value: made by an import or by staff, compared, stored, exported.

`merchant_columns` has what a file said beyond that: columns that the shop has no use for, and the merchant's own
writing of a cell (its HTML, "1.50" grams) where the shop's would look different.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from functions.catalog import rules

Columns = Mapping[str, str]

BODY, GRAMS, STATUS, PUBLISHED = "Body (HTML)", "Variant Grams", "Status", "Published"
PRODUCT_CATEGORY, VARIANT_IMAGE = "Product Category", "Variant Image"


@dataclass(frozen=True, slots=True)
class ImageRecord:
    position: int
    url: str
    alternative_text: str = ""
    merchant_columns: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """Its place in the list is its position."""

    sku: str
    option_values: tuple[str, ...]
    price_minor: int
    compare_at_price_minor: int | None = None
    grams: int = 0
    barcode: str = ""
    merchant_columns: Columns = field(default_factory=dict)

    def weighing(self, grams: int) -> "VariantRecord":
        if grams == self.grams:
            return self
        return replace(self, grams=grams, merchant_columns=_without(self.merchant_columns, GRAMS))


@dataclass(frozen=True, slots=True)
class ProductRecord:
    handle: str
    title: str
    description: str
    vendor: str
    product_type: str
    tags: tuple[str, ...]
    option_names: tuple[str, ...]
    state: str
    merchant_columns: Columns
    variants: tuple[VariantRecord, ...]
    images: tuple[ImageRecord, ...]

    @property
    def skus(self) -> list[str]:
        return [variant.sku for variant in self.variants]

    @property
    def category(self) -> str:
        return rules.category(self.product_type, self.merchant_columns.get(PRODUCT_CATEGORY, ""))

    @property
    def price_from_minor(self) -> int:
        return min(variant.price_minor for variant in self.variants)

    def keeping(self, merchant_columns: Columns) -> "ProductRecord":
        return replace(self, merchant_columns=merchant_columns)

    def described(self, description: str) -> "ProductRecord":
        if description == self.description:
            return self
        return replace(self, description=description, merchant_columns=_without(self.merchant_columns, BODY))

    def entering(self, state: str) -> "ProductRecord":
        if state == self.state:
            return self
        return replace(self, state=state, merchant_columns=_without(self.merchant_columns, STATUS, PUBLISHED))


def _without(kept: Columns, *columns: str) -> Columns:
    """The merchant's own writing goes when what it says is no longer true."""
    return {name: cell for name, cell in kept.items() if name not in columns}
