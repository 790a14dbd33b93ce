"""Lists of orders, page by page, by their age."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.orders.views import OrderPage, OrderSummary
from functions.runtime.database.pages import select_page
from functions.runtime.http.pages import Cursor, PageRequest


class OrderPosition(Cursor):
    placed_at: AwareDatetime
    id: UUID


def page_of_orders(
    session: Session, condition: ColumnElement[bool], asked: PageRequest, *, newest_first: bool
) -> OrderPage:
    """The orders of which the condition holds, from where the cursor points on; raises InvalidRequest for a bad one."""
    query, keys = select(Order).where(condition), (Order.placed_at, Order.id)
    found = select_page(session, query, asked, OrderPosition, keys, descending=newest_first)
    orders = [OrderSummary.model_validate(order) for order in found.rows]
    return OrderPage(orders=orders, next_cursor=found.next_cursor)
