"""Pages of orders, sorted by the time they were placed."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.orders.views import OrderPage, OrderSummary
from functions.runtime.database.pages import Cursor, PageRequest, select_page


class OrderPosition(Cursor):
    placed_at: AwareDatetime
    id: UUID


def page_of_orders(
    session: Session, condition: ColumnElement[bool], asked: PageRequest, *, newest_first: bool
) -> OrderPage:
    """The orders that meet the condition, from the cursor on; raises InvalidRequest for an invalid cursor."""
    found = select_page(session, select(Order).where(condition), asked, OrderPosition, descending=newest_first)
    orders = [OrderSummary.model_validate(order) for order in found.rows]
    return OrderPage(orders=orders, next_cursor=found.next_cursor)
