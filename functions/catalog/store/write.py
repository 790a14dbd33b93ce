"""Writes the catalog's tables, for the import and the staff operations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from db.models.base import new_key
from db.models.catalog import Image, Product, Variant
from functions.catalog.errors import ProductUnknown, SkuTaken
from functions.catalog.store.batches import batches
from functions.catalog.store.locks import exclusive_catalog_lock
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import owners, product_records
from functions.runtime.settings import settings


def record_to_change(session: Session, handle: str) -> ProductRecord:
    """Locks the catalog for writing and returns the product; raises ProductUnknown."""
    exclusive_catalog_lock(session)
    if (found := product_records(session, [handle]).get(handle)) is None:
        raise ProductUnknown(f"There is no product {handle}.")
    return found


def check_skus(session: Session, record: ProductRecord) -> None:
    """Raises SkuTaken if another product has one of its SKUs."""
    for sku, handle in owners(session, record.skus).items():
        if handle != record.handle:
            raise SkuTaken(f"{sku} belongs to {handle}.", sku=sku)


def write_products(session: Session, changed: Sequence[ProductRecord], now: datetime) -> None:
    """Creates or replaces the products; the caller holds the exclusive lock."""
    # Distinct times give the sort order "newest" an order within a file.
    moments = [now + timedelta(microseconds=after) for after in range(len(changed))]
    ids: dict[str, UUID] = {}
    for batch in batches(_product(record, at) for record, at in zip(changed, moments, strict=True)):
        ids |= _upsert(session, batch)
    # All are deleted before any is inserted: a SKU may move from one product to another.
    for table in (Variant, Image):
        for some in batches(ids.values()):
            session.execute(delete(table).where(table.product_id.in_(some)))
    for batch in batches(row for record in changed for row in _variants(ids[record.handle], record)):
        session.execute(insert(Variant), batch)
    for batch in batches(row for record in changed for row in _images(ids[record.handle], record)):
        session.execute(insert(Image), batch)


def _upsert(session: Session, products: list[dict[str, Any]]) -> dict[str, UUID]:
    insertion = upsert(Product)
    updated = {name: insertion.excluded[name] for name in products[0].keys() - {"id", "handle", "created_at"}}
    statement = insertion.on_conflict_do_update(index_elements=[Product.handle], set_=updated)
    return dict(session.execute(statement.returning(Product.handle, Product.id), products).tuples().all())


def _product(record: ProductRecord, now: datetime) -> dict[str, Any]:
    return {
        "id": new_key(),
        "handle": record.handle,
        "title": record.title,
        "description": record.description,
        "vendor": record.vendor,
        "product_type": record.product_type,
        "category": record.category,
        "tags": list(record.tags),
        "option_names": list(record.option_names),
        "state": record.state,
        "tax_class": record.tax_class,
        "price_from_minor": record.price_from_minor,
        "merchant_columns": dict(record.merchant_columns),
        "created_at": now,
        "updated_at": now,
    }


def _variants(product_id: UUID, record: ProductRecord) -> list[dict[str, Any]]:
    return [
        {
            "sku": variant.sku,
            "product_id": product_id,
            "position": position,
            "option_values": list(variant.option_values),
            "price_minor": variant.price_minor,
            "compare_at_price_minor": variant.compare_at_price_minor,
            "currency": settings().currency,
            "grams": variant.grams,
            "barcode": variant.barcode,
            "merchant_columns": dict(variant.merchant_columns),
        }
        for position, variant in enumerate(record.variants, start=1)
    ]


def _images(product_id: UUID, record: ProductRecord) -> list[dict[str, Any]]:
    return [
        {
            "product_id": product_id,
            "position": image.position,
            "url": image.url,
            "alternative_text": image.alternative_text,
            "merchant_columns": dict(image.merchant_columns),
        }
        for image in record.images
    ]
