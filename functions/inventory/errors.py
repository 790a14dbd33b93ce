"""Errors of inventory."""

from functions.runtime.errors import Conflict, NotFound


class SkuUnknown(NotFound):
    """The SKU is neither in the catalog nor in stock."""

    slug, title = "sku-unknown", "There is no such SKU"

    def __init__(self, sku: str) -> None:
        super().__init__(f"There is no SKU {sku}.")


class StockReserved(Conflict):
    """Less would be left than orders have reserved; `on_hand` and `reserved` are the present quantities."""

    slug, title = "stock-reserved", "Orders have reserved more than would be left"
