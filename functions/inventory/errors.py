"""Errors of stock."""

from functions.runtime.errors import Conflict, NotFound


class SkuUnknown(NotFound):
    """The SKU is neither in the catalog nor in stock."""

    slug, title = "sku-unknown", "There is no such SKU"


class StockReserved(Conflict):
    """Orders have reserved more than would be left; `on_hand` and `reserved` are the present quantities."""

    slug, title = "stock-reserved", "Orders have reserved more than would be left"
