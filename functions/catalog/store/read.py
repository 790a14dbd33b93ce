"""Reads the catalog's tables as product records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models.catalog import Image, Product, Variant
from functions.catalog.store.product_record import ImageRecord, ProductRecord, VariantRecord
from functions.catalog.store.reductions import shown_compare_at

_PRODUCT = (
    Product.id, Product.handle, Product.title, Product.description, Product.vendor, Product.product_type, Product.tags,
    Product.option_names, Product.state, Product.tax_class, Product.merchant_columns,
)  # fmt: skip
_VARIANT = (
    Variant.sku, Variant.option_values, Variant.price_minor, Variant.compare_at_price_minor, Variant.grams,
    Variant.barcode, Variant.merchant_columns,
)  # fmt: skip
_IMAGE = (Image.position, Image.url, Image.alternative_text, Image.merchant_columns)


def product_records(session: Session, handles: Collection[str]) -> dict[str, ProductRecord]:
    """The existing products among these, by handle."""
    products = session.execute(select(*_PRODUCT).where(Product.handle.in_(handles))).all()
    ids = [product.id for product in products]
    variants = select(Variant.product_id, *_VARIANT).where(Variant.product_id.in_(ids)).order_by(Variant.position)
    images = select(Image.product_id, *_IMAGE).where(Image.product_id.in_(ids)).order_by(Image.position)
    variants_of, images_of = _by_product(session.execute(variants)), _by_product(session.execute(images))
    return {product.handle: _record(product, variants_of[product.id], images_of[product.id]) for product in products}


def lowest_prices(session: Session, record: ProductRecord) -> dict[str, int | None]:
    """The lowest prices of the 30 days before the present ones, of the SKUs whose price is announced as reduced."""
    reduced = [each.sku for each in record.variants if shown_compare_at(each.price_minor, each.compare_at_price_minor)]
    if not reduced:
        return {}
    query = select(Variant.sku, Variant.lowest_price_before_minor).where(Variant.sku.in_(reduced))
    return dict(session.execute(query).tuples().all())


def _by_product(rows: Iterable[Row[Any]]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for product_id, *columns in rows:
        found[product_id].append(columns)
    return found


def _record(product: Row[Any], variants: Sequence[Any], images: Sequence[Any]) -> ProductRecord:
    return ProductRecord(
        handle=product.handle,
        title=product.title,
        description=product.description,
        vendor=product.vendor,
        product_type=product.product_type,
        tags=tuple(product.tags),
        option_names=tuple(product.option_names),
        state=product.state,
        merchant_columns=product.merchant_columns,
        variants=tuple(VariantRecord(sku, tuple(values), *others) for sku, values, *others in variants),
        images=tuple(ImageRecord(*columns) for columns in images),
        tax_class=product.tax_class,
    )


def owners(session: Session, skus: Collection[str]) -> dict[str, str]:
    """The handle of the product that each SKU belongs to, for the SKUs in use."""
    query = select(Variant.sku, Product.handle).join(Product, Product.id == Variant.product_id)
    return dict(session.execute(query.where(Variant.sku.in_(skus))).tuples().all())
