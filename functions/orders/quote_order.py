"""POST /api/quotes — the current price and availability of an order with these lines."""

from functions.orders.errors import CountryNotServed, ProductUnavailable, ShippingMethodUnavailable
from functions.orders.fields import OrderedLines, ShippingMethodCode, quantities
from functions.orders.store.priced_order import priced_order
from functions.orders.store.quotes import QuoteView, quote_of
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import CountryCode
from functions.runtime.http.requests import Request


class QuoteOrder(Request):
    """Without `country`, the order goes to the shop's own; without `shipping_method`, the country's first is taken."""

    lines: OrderedLines
    country: CountryCode | None = None
    shipping_method: ShippingMethodCode | None = None


@http_operation(errors=(ProductUnavailable, CountryNotServed, ShippingMethodUnavailable))
def quote_order(query: QuoteOrder, *, shop: UnitOfWork) -> QuoteView:
    wanted = quantities(query.lines)
    priced = priced_order(shop.session, wanted, query.country, query.shipping_method, shop.now)
    return quote_of(shop.session, priced)
