"""PUT /api/staff/products/{handle}/prices — set the prices of a product's variants, all those given at once."""

from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from functions.catalog.errors import ProductUnknown
from functions.catalog.fields import Handle, Price
from functions.catalog.queries import stock
from functions.catalog.rules import VARIANTS_MAX, repeated
from functions.catalog.store.product_record import ProductRecord
from functions.catalog.store.write import record_to_change, store
from functions.catalog.views import ProductView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import Sku
from functions.runtime.http.requests import Request


class PriceGiven(BaseModel):
    """Without `compare_at_price_minor` there is no former price to compare with."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sku: Sku
    price_minor: Price
    compare_at_price_minor: Price | None = None


class SetPrices(Request):
    handle: Handle
    prices: list[PriceGiven] = Field(min_length=1, max_length=VARIANTS_MAX)


@http_operation(errors=(ProductUnknown,))
def set_prices(command: SetPrices, *, caller: Staff, shop: UnitOfWork) -> ProductView:
    before = record_to_change(shop.session, command.handle)
    after = _priced(before, command.prices)
    if after != before:
        store(shop.session, [after], shop.now)
        prices = {price.sku: price.price_minor for price in command.prices}
        shop.record(caller, "set-prices", after.handle, {"prices_minor": prices})
    return ProductView.of(after, stock(shop.session, after.skus))


def _priced(record: ProductRecord, prices: list[PriceGiven]) -> ProductRecord:
    variants = {variant.sku: variant for variant in record.variants}
    if same := repeated([price.sku for price in prices]):
        raise InvalidRequest.field("prices", f"names {same} twice")
    for number, price in enumerate(prices):
        if price.sku not in variants:
            raise InvalidRequest.field(f"prices.{number}.sku", f"is not a variant of {record.handle}")
        variants[price.sku] = replace(
            variants[price.sku],
            price_minor=price.price_minor,
            compare_at_price_minor=price.compare_at_price_minor,
        )
    return replace(record, variants=tuple(variants.values()))
