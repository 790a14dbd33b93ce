"""Reads the orders of one customer, by e-mail address."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.orders import Order, OrderNote
from functions.orders.rules import NOTES_MAX
from functions.orders.sales.sold import gross_minor, is_sold

# Of the newest orders, a customer's view adds up so many.
ORDERS_MAX = 500
OTHER_EMAILS_MAX = 10


def orders_of(session: Session, email: str) -> Sequence[Any]:
    """The newest orders of the address, and one more than ORDERS_MAX where there are more."""
    facts = Order.id, Order.account_id, Order.placed_at, Order.currency, Order.refunded_minor, Order.address
    query = select(*facts, is_sold().label("is_sold"), gross_minor().label("gross_minor"))
    newest_first = query.where(func.lower(Order.email) == email.lower()).order_by(Order.placed_at.desc())
    return session.execute(newest_first.limit(ORDERS_MAX + 1)).all()


def other_emails(session: Session, email: str, accounts: set[UUID]) -> list[str]:
    """Other e-mail addresses in the newest orders of these accounts."""
    newest = select(func.lower(Order.email).label("email")).where(Order.account_id.in_(accounts))
    newest = newest.order_by(Order.placed_at.desc()).limit(ORDERS_MAX)
    found = newest.subquery().c.email
    query = select(found).where(found.not_in([email.lower(), ""])).distinct().order_by(found)
    return list(session.scalars(query.limit(OTHER_EMAILS_MAX))) if accounts else []


def newest_notes_on(session: Session, orders: Sequence[UUID]) -> Sequence[Any]:
    """The newest notes on these orders, with the orders' numbers, at most NOTES_MAX."""
    query = select(OrderNote.id, OrderNote.text, OrderNote.author, OrderNote.at, Order.number)
    query = query.join(Order, Order.id == OrderNote.order_id).where(OrderNote.order_id.in_(orders))
    return session.execute(query.order_by(OrderNote.at.desc(), OrderNote.id).limit(NOTES_MAX)).all()
