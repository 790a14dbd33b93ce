"""GET /api/staff/stock — quantities on hand, reserved and available, by SKU."""

from typing import Annotated

from pydantic import Field, StringConstraints

from functions.inventory.queries import stock_by_sku
from functions.inventory.rules import ON_HAND_MAX
from functions.inventory.views import StockView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, page, sorted_from
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Plain, Sku
from functions.runtime.http.replies import Reply


class ListStock(PageRequest):
    """`sku` is a prefix; `available_max` excludes SKUs with more available."""

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


@http_operation()
def list_stock(query: ListStock, *, caller: Staff, shop: UnitOfWork) -> StockPage:
    stock = stock_by_sku(query.sku, query.available_max)
    rows = shop.session.execute(sorted_from(stock, query, StockEnd)).all()
    found = page(rows, query.limit, StockEnd.after)
    shown = [
        StockItem(
            sku=row.sku,
            on_hand=row.on_hand,
            reserved=row.reserved,
            available=row.on_hand - row.reserved,
            title=row.title or "",
            option_values=row.option_values or [],
        )
        for row in found.rows
    ]
    return StockPage(stock=shown, next_cursor=found.next_cursor)
