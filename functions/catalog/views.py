"""Renders products."""

import hashlib
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from db.models.catalog import ProductState, TaxClass
from functions.catalog import rules
from functions.catalog.pictures.views import ImageView, UploadView
from functions.catalog.planned_prices.views import PlannedPriceView
from functions.catalog.queries import StockLevel
from functions.catalog.store.product_record import ProductRecord, VariantRecord
from functions.catalog.store.reductions import shown_compare_at, shown_lowest
from functions.runtime.fields import AVAILABLE_SHOWN_MAX, VARIANTS_MAX
from functions.runtime.http.replies import Reply
from functions.runtime.settings import settings


class VariantView(Reply):
    """`option_values` follow the product's `option_names`; `available` is the quantity that may be ordered, at most 10.

    A `backordered` variant has no stock left, and ships later. Beside a reduced price, `lowest_price_before_minor` is
    the lowest of the 30 days before the reduction, if it had a price then.
    """

    sku: str
    option_values: Annotated[list[str], Field(max_length=rules.OPTIONS_MAX)]
    price_minor: int
    compare_at_price_minor: int | None
    lowest_price_before_minor: int | None
    available: int
    backordered: bool
    grams: int
    barcode: str
    requires_shipping: bool
    image_url: str | None

    @classmethod
    def of(
        cls, variant: VariantRecord, stock: Mapping[str, StockLevel], lowest: Mapping[str, int | None]
    ) -> "VariantView":
        level = stock.get(variant.sku, StockLevel())
        return cls(
            sku=variant.sku,
            option_values=list(variant.option_values),
            price_minor=variant.price_minor,
            compare_at_price_minor=shown_compare_at(variant.price_minor, variant.compare_at_price_minor),
            lowest_price_before_minor=shown_lowest(
                variant.price_minor, variant.compare_at_price_minor, lowest.get(variant.sku)
            ),
            available=rules.shown_available(level.orderable, at_most=AVAILABLE_SHOWN_MAX),
            backordered=level.policy == "backorder" and level.on_hand <= level.reserved,
            grams=variant.grams,
            barcode=variant.barcode,
            requires_shipping=variant.requires_shipping,
            image_url=variant.picture_url,
        )


class ProductView(Reply):
    """A product with its variants and images; `description` is plain text, amounts are minor units of `currency`.

    Staff see its `planned_prices`, by when they begin, and of its images the `uploads`; null for shoppers.
    """

    handle: str
    title: str
    description: str
    vendor: str
    product_type: str
    category: str
    tags: Annotated[list[str], Field(max_length=rules.TAGS_MAX)]
    state: ProductState
    tax_class: TaxClass
    currency: str
    option_names: Annotated[list[str], Field(max_length=rules.OPTIONS_MAX)]
    variants: Annotated[list[VariantView], Field(max_length=VARIANTS_MAX)]
    images: Annotated[list[ImageView], Field(max_length=rules.IMAGES_MAX)]
    planned_prices: Annotated[list[PlannedPriceView], Field(max_length=rules.PLANS_MAX)] | None = None
    uploads: Annotated[list[UploadView], Field(max_length=rules.IMAGES_MAX)] | None = None

    def version(self) -> str:
        """A version that changes with everything that staff write, but not with stock, planned prices, or uploads: two
        members of staff who plan prices cannot contradict each other.
        """
        read = {"available", "backordered", "lowest_price_before_minor"}
        written = self.model_dump_json(exclude={"variants": {"__all__": read}, "planned_prices": True, "uploads": True})
        return hashlib.sha256(written.encode()).hexdigest()[:16]

    @classmethod
    def of(
        cls, record: ProductRecord, stock: Mapping[str, StockLevel], lowest: Mapping[str, int | None]
    ) -> "ProductView":
        return cls(
            handle=record.handle,
            title=record.title,
            description=record.description,
            vendor=record.vendor,
            product_type=record.product_type,
            category=record.category,
            tags=list(record.tags),
            state=record.state,
            tax_class=record.tax_class,
            currency=settings().currency,
            option_names=list(record.option_names),
            variants=[VariantView.of(variant, stock, lowest) for variant in record.variants],
            images=[ImageView(url=image.url, alternative_text=image.alternative_text) for image in record.images],
        )


def version_of(record: ProductRecord) -> str:
    """The version of the product's ProductView."""
    return ProductView.of(record, {}, {}).version()
