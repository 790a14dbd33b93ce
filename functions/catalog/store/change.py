"""Saves a change that staff made to a product."""

from collections.abc import Mapping
from typing import Any

from db.models.messaging import StaffActionName
from functions.catalog.planned_prices.staff_view import staff_view
from functions.catalog.queries import stock
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.read import lowest_prices
from functions.catalog.store.write import write_products
from functions.catalog.views import ProductView, version_of
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch


def check_version(if_match: IfMatch, before: ProductRecord, after: ProductRecord) -> None:
    """Raises ChangedMeanwhile if `after` changes another version than staff have seen.

    A request that changes nothing passes, so that one whose response was lost can be sent again.
    """
    if after != before:
        if_match.check(version_of(before))


def save_change(
    shop: UnitOfWork,
    caller: Caller,
    action: StaffActionName,
    before: ProductRecord,
    after: ProductRecord,
    detail: Mapping[str, Any] | None = None,
) -> ProductView:
    """Writes and records the change unless nothing differs; returns the product as it is now."""
    if after != before:
        write_products(shop.session, [after], shop.now)
        if after.images != before.images:
            # Imported here: few changes are of pictures.
            from functions.catalog.pictures.removal import announce_removed

            announce_removed(shop, before.images, after.images)
        shop.record(caller, action, after.handle, detail)
    view = ProductView.of(after, stock(shop.session, after.skus), lowest_prices(shop.session, after))
    return staff_view(view, shop.session, after.skus)
