"""PUT /api/staff/products/{handle}/prices — sets prices of variants now, plans later ones, and withdraws plans.

It does all of this in one step. The sweep begins and ends planned prices.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from functions.catalog.errors import PlanBegun, PlansOverlap, ProductUnknown
from functions.catalog.fields import Handle, Price
from functions.catalog.rules import PLANS_MAX, first_duplicate
from functions.catalog.store.change import check_version, save_change
from functions.catalog.store.product_record import ProductRecord, VariantRecord
from functions.catalog.store.write import record_to_change
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import VARIANTS_MAX, Sku, Time
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class PriceInput(BaseModel):
    """Without `compare_at_price_minor`, no former price is shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sku: Sku
    price_minor: Price
    compare_at_price_minor: Price | None = None


class PlanInput(PriceInput):
    """A price from `starts_at` on. At `ends_at`, the previous price returns; without it, this one stays."""

    starts_at: Time
    ends_at: Time | None = None


class SetPrices(Request):
    """New prices and plans; `withdraw` has the ids of planned prices that have not begun."""

    handle: Handle
    prices: list[PriceInput] = Field(default_factory=list, max_length=VARIANTS_MAX)
    plan: list[PlanInput] = Field(default_factory=list, max_length=PLANS_MAX)
    withdraw: list[UUID] = Field(default_factory=list, max_length=PLANS_MAX)

    @model_validator(mode="after")
    def _asks_for_something(self) -> "SetPrices":
        if not (self.prices or self.plan or self.withdraw):
            raise ValueError("must have prices, plan or withdraw")
        return self


@http_operation(permission="catalog.set-prices", errors=(ProductUnknown, PlanBegun, PlansOverlap))
def set_prices(command: SetPrices, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = _priced(before, command.prices)
    check_version(if_match, before, after)
    if command.plan or command.withdraw:
        # Imported here: most prices are of now.
        from functions.catalog.planned_prices.change import change_plans
        from functions.catalog.planned_prices.rules import Plan

        _check_skus(before, "plan", command.plan)
        plans = [Plan(**each.model_dump()) for each in command.plan]
        change_plans(shop, caller, before, plans, command.withdraw, if_match=if_match)
    prices = {price.sku: price.price_minor for price in command.prices}
    return save_change(shop, caller, "set-prices", before, after, {"prices_minor": prices})


def _priced(record: ProductRecord, prices: list[PriceInput]) -> ProductRecord:
    if duplicate := first_duplicate([price.sku for price in prices]):
        raise InvalidRequest.field("prices", f"names {duplicate} twice")
    _check_skus(record, "prices", prices)
    new = {price.sku: price for price in prices}
    return replace(record, variants=tuple(_with(variant, new.get(variant.sku)) for variant in record.variants))


def _with(variant: VariantRecord, price: PriceInput | None) -> VariantRecord:
    if price is None:
        return variant
    return replace(variant, price_minor=price.price_minor, compare_at_price_minor=price.compare_at_price_minor)


def _check_skus(record: ProductRecord, field: str, prices: Sequence[PriceInput]) -> None:
    for number, price in enumerate(prices):
        if price.sku not in record.skus:
            raise InvalidRequest.field(f"{field}.{number}.sku", f"is not a variant of {record.handle}")
