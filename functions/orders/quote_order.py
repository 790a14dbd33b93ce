"""POST /api/quotes — the current price and availability of an order with these lines."""

from pydantic import Field

from functions.orders.errors import CountryNotServed, ProductUnavailable, ShippingMethodUnavailable
from functions.orders.fields import OrderedLines, ShippingMethodCode, VoucherCodes, quantities
from functions.orders.store.priced_order import Wanted, priced_order
from functions.orders.store.quotes import QuoteView, quote_of
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import CountryCode
from functions.runtime.http.requests import Request


class QuoteOrder(Request):
    """Without `country`, the order goes to the shop's own; without `shipping_method`, the country's first is taken."""

    lines: OrderedLines
    country: CountryCode | None = None
    shipping_method: ShippingMethodCode | None = None
    voucher_codes: VoucherCodes = Field(default_factory=list)


@http_operation(errors=(ProductUnavailable, CountryNotServed, ShippingMethodUnavailable))
def quote_order(query: QuoteOrder, *, caller: Caller, shop: UnitOfWork) -> QuoteView:
    wanted = Wanted(
        quantities(query.lines), query.country, query.shipping_method, query.voucher_codes, caller.customer_id
    )
    return quote_of(shop.session, priced_order(shop.session, wanted, shop.now))
