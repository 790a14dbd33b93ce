"""Renders stock for staff."""

from functions.runtime.http.replies import Reply


class StockView(Reply):
    """`available` is `on_hand` minus `reserved`."""

    sku: str
    on_hand: int
    reserved: int
    available: int
