"""GET /api/staff/orders/search — finds orders by number, e-mail address, SKU or name, the newest first."""

from typing import Annotated

from pydantic import StringConstraints
from sqlalchemy import true

from db.models.order_codes import State
from db.models.orders import Order
from functions.orders.store.matching import matching
from functions.orders.store.pages import OrderPage, page_of_orders
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import PageRequest
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import SHORT_TEXT_MAX, Plain, Time

# The index of names consists of trigrams.
TEXT_MIN = 3
SearchedText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=TEXT_MIN, max_length=SHORT_TEXT_MAX), Plain
]


class SearchOrders(PageRequest):
    """`text` is a number, a whole e-mail address or SKU, or a part of the name in the address.

    It finds orders placed from `since` to before `until`.
    """

    text: SearchedText | None = None
    state: State | None = None
    since: Time | None = None
    until: Time | None = None


@http_operation(permission="orders.read", may_be_stale=True)
def search_orders(query: SearchOrders, *, caller: Staff, shop: UnitOfWork) -> OrderPage:
    wanted = matching(shop.session, query.text) if query.text is not None else true()
    if query.state is not None:
        wanted &= Order.state == query.state
    if query.since is not None:
        wanted &= Order.placed_at >= query.since
    if query.until is not None:
        wanted &= Order.placed_at < query.until
    return page_of_orders(shop.session, wanted, query, newest_first=True)
