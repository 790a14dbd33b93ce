"""GET /api/staff/stock — quantities on hand, reserved and available, by SKU."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.inventory.queries import StockLevel, next_skus, stock, titles
from functions.inventory.rules import ON_HAND_MAX
from functions.inventory.views import StockView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain, Sku
from functions.runtime.http.replies import Reply

# The number of SKUs that one page examines for low stock; the next page continues after them.
SKUS_MAX = 1000


class ListStock(PageRequest):
    """`sku` is a prefix. `available_max` excludes untracked SKUs and those with more available.

    A page may then have fewer items than `limit`.

    The list ends with the page that has no `next_cursor`.
    """

    sku: Annotated[str, StringConstraints(max_length=120), Plain] = ""
    available_max: int | None = Field(default=None, ge=0, le=ON_HAND_MAX)


class StockEnd(Cursor):
    """The last SKU of a page."""

    sku: Sku


class StockItem(StockView):
    """`title` is empty for a SKU that is no longer in the catalog."""

    title: str
    option_values: list[str]


class StockPage(Reply):
    stock: Rows[StockItem]
    next_cursor: CursorText | None


@http_operation(permission="inventory.read", may_be_stale=True)
def list_stock(query: ListStock, *, caller: Staff, shop: UnitOfWork) -> StockPage:
    after = None if query.cursor is None else StockEnd.read(query.cursor).sku
    at_most = query.limit if query.available_max is None else SKUS_MAX
    skus = next_skus(shop.session, query.sku, after, at_most + 1)
    quantities = stock(shop.session, skus[:at_most])
    wanted = [sku for sku in skus[:at_most] if _is_wanted(query, quantities.get(sku, StockLevel()))]
    shown = wanted[: query.limit]
    last = shown[-1] if len(wanted) > query.limit else skus[at_most - 1] if len(skus) > at_most else None
    known = titles(shop.session, shown)
    items = [_item(sku, quantities.get(sku, StockLevel()), *known.get(sku, ("", []))) for sku in shown]
    return StockPage(stock=items, next_cursor=None if last is None else StockEnd(sku=last).text())


def _is_wanted(query: ListStock, level: StockLevel) -> bool:
    if query.available_max is None:
        return True
    return level.policy != "untracked" and level.on_hand - level.reserved <= query.available_max


def _item(sku: str, level: StockLevel, title: str, option_values: list[str]) -> StockItem:
    return StockItem(
        sku=sku,
        on_hand=level.on_hand,
        reserved=level.reserved,
        available=level.on_hand - level.reserved,
        policy=level.policy,
        title=title,
        option_values=option_values,
    )
