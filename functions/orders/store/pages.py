"""Pages of orders, sorted by the time they were placed."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, literal, select, tuple_
from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.orders.views import OrderPage, OrderSummary
from functions.runtime.http.pages import Cursor, PageRequest


class OrderPosition(Cursor):
    placed_at: AwareDatetime
    id: UUID


def page_of_orders(
    session: Session, condition: ColumnElement[bool], page: PageRequest, *, newest_first: bool
) -> OrderPage:
    """The orders that meet the condition, from the cursor on; raises InvalidRequest for an invalid cursor."""
    keys = (Order.placed_at.desc(), Order.id.desc()) if newest_first else (Order.placed_at, Order.id)
    query = select(Order).where(condition).order_by(*keys).limit(page.limit + 1)
    if page.cursor is not None:
        query = query.where(_follows(OrderPosition.read(page.cursor), newest_first=newest_first))
    found = list(session.scalars(query))
    # One extra row shows whether there is another page.
    orders, has_more = found[: page.limit], len(found) > page.limit
    last = OrderPosition(placed_at=orders[-1].placed_at, id=orders[-1].id) if has_more else None
    return OrderPage(
        orders=[OrderSummary.model_validate(order) for order in orders],
        next_cursor=last.text() if last is not None else None,
    )


def _follows(position: OrderPosition, *, newest_first: bool) -> ColumnElement[bool]:
    age, end = tuple_(Order.placed_at, Order.id), tuple_(literal(position.placed_at), literal(position.id))
    return age < end if newest_first else age > end
