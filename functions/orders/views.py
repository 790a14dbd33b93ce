"""How an order is shown."""

from datetime import datetime
from typing import Any

from db.models.orders import Order
from functions.runtime.replies import Reply


class LineView(Reply):
    sku: str
    title: str
    unit_price_minor: int
    quantity: int


class TransitionView(Reply):
    state: str
    reason: str
    at: datetime


class OrderView(Reply):
    """An order with what was bought and everything that happened to it; amounts are minor units of `currency`."""

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

    @classmethod
    def of(cls, order: Order) -> "OrderView":
        return cls.model_validate(order)
