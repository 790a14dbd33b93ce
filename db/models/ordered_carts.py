"""Defines the table of carts from which orders were placed."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table
from db.models.orders import SCHEMA


class OrderedCart(Table):
    """The cart from which an order was placed; `token_sha256` is that of the request's Cart-Token.

    The row stays until the order is confirmed, or another order is placed from the cart.
    """

    __tablename__ = "ordered_carts"
    __table_args__ = (Index("ix_ordered_carts_at", "at"), SCHEMA)

    cart_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), unique=True)
    token_sha256: Mapped[str | None]
    at: Mapped[datetime]
