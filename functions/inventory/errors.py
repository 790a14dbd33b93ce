"""What can be wrong with stock."""

from functions.runtime.errors import Conflict, NotFound


class SkuUnknown(NotFound):
    """Neither the catalogue nor the stock knows this SKU."""

    slug, title = "sku-unknown", "There is no such SKU"


class StockReserved(Conflict):
    """Less would be on the shelf than orders have reserved; the members `on_hand` and `reserved` tell both."""

    slug, title = "stock-reserved", "Orders have reserved more than would be left"
