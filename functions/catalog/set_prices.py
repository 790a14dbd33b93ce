"""PUT /api/staff/products/{handle}/prices — sets the prices of some or all variants of a product in one step."""

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from functions.catalog.errors import ProductUnknown
from functions.catalog.fields import Handle, Price
from functions.catalog.rules import VARIANTS_MAX, first_duplicate
from functions.catalog.store.change import check_version, save_change
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.write import record_to_change
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import Sku
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class PriceInput(BaseModel):
    """Without `compare_at_price_minor`, no former price is shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sku: Sku
    price_minor: Price
    compare_at_price_minor: Price | None = None


class SetPrices(Request):
    handle: Handle
    prices: list[PriceInput] = Field(min_length=1, max_length=VARIANTS_MAX)


@http_operation(permission="catalog.set-prices", errors=(ProductUnknown,))
def set_prices(command: SetPrices, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = _priced(before, command.prices)
    check_version(if_match, before, after)
    prices = {price.sku: price.price_minor for price in command.prices}
    return save_change(shop, caller, "set-prices", before, after, {"prices_minor": prices})


def _priced(record: ProductRecord, prices: list[PriceInput]) -> ProductRecord:
    variants = {variant.sku: variant for variant in record.variants}
    if duplicate := first_duplicate([price.sku for price in prices]):
        raise InvalidRequest.field("prices", f"names {duplicate} twice")
    for number, price in enumerate(prices):
        if price.sku not in variants:
            raise InvalidRequest.field(f"prices.{number}.sku", f"is not a variant of {record.handle}")
        variants[price.sku] = replace(
            variants[price.sku],
            price_minor=price.price_minor,
            compare_at_price_minor=price.compare_at_price_minor,
        )
    return replace(record, variants=tuple(variants.values()))
