"""Versions of what the catalog shows to everyone, read with one row each.

A version is read before the content that it describes, so a change in between makes the content newer, never older.
"""

import functools
import hashlib
import time
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from db.models.catalog import Product, Variant
from db.models.catalog_readers import CatalogVersion
from functions.catalog.queries import availability_version, shown_stock
from functions.runtime.settings import settings

_PRODUCTS = select(CatalogVersion.version).where(CatalogVersion.name == "products").scalar_subquery()


def version_of_categories(session: Session) -> str | None:
    """Changes with every product."""
    return _version(session, select(_PRODUCTS))


def version_of_lists(session: Session) -> str | None:
    """Changes with every product, and when a SKU sells out or is there again."""
    return _version(session, select(_PRODUCTS, availability_version()))


def version_of_product(session: Session, handle: str) -> str | None:
    """Changes with every product, and with what is shown of this one's stock; None if it is not published."""
    skus = select(Variant.sku).where(Variant.product_id == Product.id).correlate(Product)
    shown = select(_PRODUCTS, shown_stock(skus)).where(Product.handle == handle, Product.state == "published")
    return _version(session, shown)


def _version(session: Session, query: Select[Any]) -> str | None:
    row = session.execute(query).one_or_none()
    return None if row is None else hashlib.sha256(repr((_code(), *row)).encode()).hexdigest()[:16]


@functools.cache
def _code() -> str:
    """What renders the answers. Without Knative, a process that starts anew may run another version of the code."""
    return settings().revision or str(time.time_ns())
