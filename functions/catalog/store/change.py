"""Saves what staff changed of a product."""

from collections.abc import Mapping
from typing import Any

from db.models.messaging import StaffActionName
from functions.catalog.queries import stock
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.write import write_products
from functions.catalog.views import ProductView, version_of
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch


def save_change(
    shop: UnitOfWork,
    caller: Caller,
    if_match: IfMatch,
    action: StaffActionName,
    before: ProductRecord,
    after: ProductRecord,
    detail: Mapping[str, Any] | None = None,
) -> ProductView:
    """Writes and records the change if it is one; returns the product as it is now. Raises ChangedMeanwhile."""
    if after != before:
        if_match.check(version_of(before))
        write_products(shop.session, [after], shop.now)
        shop.record(caller, action, after.handle, detail)
    return ProductView.of(after, stock(shop.session, after.skus))
