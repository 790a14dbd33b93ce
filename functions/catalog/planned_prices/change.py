"""Changes the planned prices of a product."""

from collections.abc import Sequence
from uuid import UUID

from functions.catalog.planned_prices.rules import Plan
from functions.catalog.planned_prices.store import add, plans_of, withdraw
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.views import version_of
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch


def change_plans(
    shop: UnitOfWork,
    caller: Caller,
    product: ProductRecord,
    wanted: Sequence[Plan],
    withdrawn: Sequence[UUID],
    *,
    if_match: IfMatch,
) -> None:
    """Withdraws these plans and adds the wanted ones.

    Raises InvalidRequest, PlanBegun, PlansOverlap or ChangedMeanwhile.
    """
    plans = plans_of(shop.session, product.skus)
    taken = withdraw(plans, withdrawn)
    added = add(shop.session, plans, wanted, shop.now)
    if added or taken:
        if_match.check(version_of(product))
        shop.record(caller, "set-prices", product.handle, {"planned": added, "withdrawn": taken})
