"""POST /api/quotes — the current price and availability of an order with these lines."""

from functions.orders.errors import ProductUnavailable
from functions.orders.fields import OrderedLines, quantities
from functions.orders.queries import priced_lines
from functions.orders.store.quotes import QuoteView, quote_of
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class QuoteOrder(Request):
    lines: OrderedLines


@http_operation(errors=(ProductUnavailable,))
def quote_order(query: QuoteOrder, *, shop: UnitOfWork) -> QuoteView:
    priced, currency = priced_lines(shop.session, quantities(query.lines))
    return quote_of(shop.session, priced, currency)
