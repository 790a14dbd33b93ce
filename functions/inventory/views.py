"""How stock is shown to staff."""

from functions.runtime.http.replies import Reply


class StockView(Reply):
    """`available` is what can still be bought: `on_hand` without what orders have reserved."""

    sku: str
    on_hand: int
    reserved: int
    available: int
