"""Reads the declines of a payment, and those that its shopper waits for: of their account, or of a guest's order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.orders import Order
from db.models.provider_webhooks import WebhookDelivery
from eventing.times import RESERVATION
from functions.payments.declines.rules import OF_A_PAYMENT_MAX, PERIOD
from functions.payments.queries import Payable

# Of a shopper, only so many orders and declines are read.
ORDERS_MAX, DECLINES_MAX = 50, 20


def declines_of(session: Session, order_id: UUID) -> int:
    """How many cards were declined for the order, at most OF_A_PAYMENT_MAX."""
    declined = select(WebhookDelivery.id).where(WebhookDelivery.declined_order_id == order_id).limit(OF_A_PAYMENT_MAX)
    return session.scalar(select(func.count()).select_from(declined.subquery())) or 0


def last_declines(session: Session, order: Payable, now: datetime) -> Sequence[datetime]:
    """The times of the last declines in all orders of the order's account, or in this one of a guest.

    Anyone can name a guest's e-mail address, and so cause declines for it.
    """
    of_order = Order.id == order.purchase.order_id
    is_theirs = Order.account_id == order.account_id if order.account_id is not None else of_order
    orders = select(Order.id).where(is_theirs, Order.placed_at > now - PERIOD - RESERVATION)
    newest = orders.order_by(Order.placed_at.desc()).limit(ORDERS_MAX)
    at = WebhookDelivery.received_at
    declined = select(at).where(WebhookDelivery.declined_order_id.in_(newest), at > now - PERIOD)
    return session.scalars(declined.order_by(at.desc()).limit(DECLINES_MAX)).all()
