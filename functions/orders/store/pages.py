"""Renders pages of orders, sorted by the time at which they were placed."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models.order_codes import State
from db.models.orders import Order
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.http.replies import Reply


class OrderSummary(Reply):
    """An order in a list."""

    number: str
    state: State
    email: str
    currency: str
    total_minor: int
    refunded_minor: int
    placed_at: datetime


class OrderPage(Reply):
    """A page of orders; `next_cursor` is null on the last page."""

    orders: Rows[OrderSummary]
    next_cursor: CursorText | None


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
