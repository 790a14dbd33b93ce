"""A product as a value: built from an import, staff's input or the database, and compared, stored or exported.

`merchant_columns` has the other columns of an imported file, and the original text of a cell (its HTML, "1.50" grams)
if the shop would write it differently.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from db.models.catalog import ProductState, TaxClass
from functions.catalog import rules

Columns = Mapping[str, str]

BODY, GRAMS, STATUS, PUBLISHED = "Body (HTML)", "Variant Grams", "Status", "Published"
PRODUCT_CATEGORY, VARIANT_IMAGE, TAXABLE = "Product Category", "Variant Image", "Variant Taxable"
REQUIRES_SHIPPING = "Variant Requires Shipping"


@dataclass(frozen=True, slots=True)
class ImageRecord:
    position: int
    url: str
    alternative_text: str = ""
    merchant_columns: Columns = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """A variant; its position is its place in the product's list."""

    sku: str
    option_values: tuple[str, ...]
    price_minor: int
    compare_at_price_minor: int | None = None
    grams: int = 0
    barcode: str = ""
    merchant_columns: Columns = field(default_factory=dict)

    @property
    def is_taxed(self) -> bool:
        """Whether the imported file taxes the variant."""
        return self.merchant_columns.get(TAXABLE, "true").lower() != "false"

    @property
    def requires_shipping(self) -> bool:
        return self.merchant_columns.get(REQUIRES_SHIPPING, "true").lower() != "false"

    def with_requires_shipping(self, requires_shipping: bool | None) -> "VariantRecord":
        """The variant with this; None leaves it as it is."""
        if requires_shipping is None or requires_shipping == self.requires_shipping:
            return self
        column = {REQUIRES_SHIPPING: "true" if requires_shipping else "false"}
        return replace(self, merchant_columns={**self.merchant_columns, **column})

    @property
    def picture_url(self) -> str | None:
        return self.merchant_columns.get(VARIANT_IMAGE)

    def with_grams(self, grams: int) -> "VariantRecord":
        if grams == self.grams:
            return self
        return replace(self, grams=grams, merchant_columns=_without(self.merchant_columns, GRAMS))

    def with_picture(self, url: str | None) -> "VariantRecord":
        """The variant, which shoppers see by this picture of the product; None for none of its own."""
        others = _without(self.merchant_columns, VARIANT_IMAGE)
        return replace(self, merchant_columns=others if url is None else {**others, VARIANT_IMAGE: url})


@dataclass(frozen=True, slots=True)
class ProductRecord:
    handle: str
    title: str
    description: str
    vendor: str
    product_type: str
    tags: tuple[str, ...]
    option_names: tuple[str, ...]
    state: ProductState
    merchant_columns: Columns
    variants: tuple[VariantRecord, ...]
    images: tuple[ImageRecord, ...]
    tax_class: TaxClass = "standard"

    @property
    def skus(self) -> list[str]:
        return [variant.sku for variant in self.variants]

    @property
    def category(self) -> str:
        return rules.category(self.product_type, self.merchant_columns.get(PRODUCT_CATEGORY, ""))

    @property
    def price_from_minor(self) -> int:
        return min(variant.price_minor for variant in self.variants)

    def with_merchant_columns(self, merchant_columns: Columns) -> "ProductRecord":
        return replace(self, merchant_columns=merchant_columns)

    def with_description(self, description: str) -> "ProductRecord":
        if description == self.description:
            return self
        return replace(self, description=description, merchant_columns=_without(self.merchant_columns, BODY))

    def with_tax_class(self, tax_class: TaxClass) -> "ProductRecord":
        if tax_class == self.tax_class:
            return self
        variants = (replace(each, merchant_columns=_without(each.merchant_columns, TAXABLE)) for each in self.variants)
        return replace(self, tax_class=tax_class, variants=tuple(variants))

    def with_state(self, state: ProductState) -> "ProductRecord":
        if state == self.state:
            return self
        return replace(self, state=state, merchant_columns=_without(self.merchant_columns, STATUS, PUBLISHED))


def _without(merchant_columns: Columns, *columns: str) -> Columns:
    """The columns without the original text of a cell whose value has changed."""
    return {name: cell for name, cell in merchant_columns.items() if name not in columns}
