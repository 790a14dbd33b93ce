"""Renders stock for staff."""

from db.models.inventory import StockPolicy
from functions.runtime.http.replies import Reply


class StockView(Reply):
    """`available` is `on_hand` minus `reserved`; below zero where `policy` allows to sell more.

    Tracked SKUs are sold while they are available, backorders also beyond that, untracked ones always.
    """

    sku: str
    on_hand: int
    reserved: int
    available: int
    policy: StockPolicy
