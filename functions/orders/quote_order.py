"""POST /api/quotes — the current price and availability of an order with these lines."""

from typing import Annotated

from pydantic import Field

from functions.orders import rules
from functions.orders.errors import ProductUnavailable
from functions.orders.fields import OrderedLines, quantities
from functions.orders.queries import available, priced_lines
from functions.orders.views import LineView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class QuoteOrder(Request):
    lines: OrderedLines


class QuotedLine(LineView):
    line_total_minor: int
    available: bool


class QuoteView(Reply):
    """The present price of an order with these lines; `available` says whether all lines are in stock."""

    currency: str
    subtotal_minor: int
    shipping_minor: int
    total_minor: int
    available: bool
    lines: Annotated[list[QuotedLine], Field(max_length=rules.LINES_MAX)]


@http_operation(errors=(ProductUnavailable,))
def quote_order(query: QuoteOrder, *, shop: UnitOfWork) -> QuoteView:
    wanted = quantities(query.lines)
    priced, currency = priced_lines(shop.session, wanted)
    in_stock = available(shop.session, wanted)
    lines = [_quoted(line, in_stock.get(line.sku, 0)) for line in priced]
    cost = rules.totals(priced)
    return QuoteView(
        currency=currency,
        subtotal_minor=cost.subtotal_minor,
        shipping_minor=cost.shipping_minor,
        total_minor=cost.total_minor,
        available=all(line.available for line in lines),
        lines=lines,
    )


def _quoted(line: rules.PricedLine, in_stock: int) -> QuotedLine:
    return QuotedLine(
        sku=line.sku,
        title=line.title,
        unit_price_minor=line.unit_price_minor,
        quantity=line.quantity,
        line_total_minor=line.unit_price_minor * line.quantity,
        available=line.quantity <= in_stock,
    )
