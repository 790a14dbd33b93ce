"""Reads orders for notifications."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.orders import Order, OrderLine
from functions.notifications.mail.mail_templates import Bought


def bought_in(session: Session, order_id: UUID) -> list[Bought]:
    """The lines of the order."""
    query = select(OrderLine.title, OrderLine.quantity, OrderLine.unit_price_minor)
    rows = session.execute(query.where(OrderLine.order_id == order_id).order_by(OrderLine.position))
    return [Bought(*row) for row in rows]


def shipping_of(session: Session, order_id: UUID) -> int:
    """The shipping costs of the order."""
    return session.scalar(select(Order.shipping_minor).where(Order.id == order_id)) or 0
