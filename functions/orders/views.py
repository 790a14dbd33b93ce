"""Renders orders and quotes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.orders import Order
from functions.runtime.http.replies import Reply


class LineView(Reply):
    sku: str
    title: str
    unit_price_minor: int
    quantity: int


class TransitionView(Reply):
    state: str
    reason: str
    at: datetime


class NoteView(Reply):
    """A note that staff wrote on an order; `author` is an account's id."""

    id: UUID
    text: str
    author: str
    at: datetime


class OrderView(Reply):
    """An order with its lines and timeline; amounts are in minor units of `currency`.

    `notes` are the newest that staff wrote, the newest first; null for callers who are not staff.
    """

    number: str
    state: str
    email: str
    currency: str
    subtotal_minor: int
    shipping_minor: int
    total_minor: int
    refunded_minor: int
    address: dict[str, Any]
    carrier: str | None
    tracking_code: str | None
    placed_at: datetime
    lines: list[LineView]
    timeline: list[TransitionView]
    # The table's row has none of this name: an operation that does not add them cannot show them.
    notes: list[NoteView] | None = None

    @classmethod
    def of(cls, order: Order) -> "OrderView":
        return cls.model_validate(order)

    @classmethod
    def of_changed(cls, session: Session, order: Order) -> "OrderView":
        """The order, including the timeline entries that this transaction added."""
        session.flush()
        session.refresh(order, ["timeline"])
        return cls.of(order)


class OrderSummary(Reply):
    """An order in a list."""

    number: str
    state: str
    email: str
    currency: str
    total_minor: int
    refunded_minor: int
    placed_at: datetime


class OrderPage(Reply):
    """A page of orders; `next_cursor` is null on the last page."""

    orders: list[OrderSummary]
    next_cursor: str | None


class QuotedLine(LineView):
    line_total_minor: int
    available: bool


class QuoteView(Reply):
    """The present price of an order with these lines; `available` says whether all lines are in stock."""

    currency: str
    subtotal_minor: int
    shipping_minor: int
    total_minor: int
    available: bool
    lines: list[QuotedLine]
