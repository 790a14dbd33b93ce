"""Renders stock for staff."""

from typing import Self

from db.models.inventory import Stock, StockPolicy
from functions.runtime.http.replies import Reply


class StockView(Reply):
    """`available` is `on_hand` minus `reserved`, and may be negative for backorders and untracked SKUs.

    Tracked SKUs are sold while they are available, backorders also when they are not, and untracked SKUs always.
    """

    sku: str
    on_hand: int
    reserved: int
    available: int
    policy: StockPolicy

    @classmethod
    def of(cls, stock: Stock) -> Self:
        available = stock.on_hand - stock.reserved
        return cls(
            sku=stock.sku,
            on_hand=stock.on_hand,
            reserved=stock.reserved,
            available=available,
            policy=stock.policy,
        )
