"""Reads the stock of a SKU to change it."""

from db.models.inventory import Stock
from functions.inventory.errors import SkuUnknown
from functions.inventory.queries import is_in_catalog, locked_stock
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


def stock_to_change(shop: UnitOfWork, sku: str) -> Stock:
    """The SKU's stock, locked; created with 0 on hand for a catalog SKU without one. Raises SkuUnknown."""
    if is_in_catalog(shop.session, sku):
        insert_if_absent(shop.session, Stock, sku=sku, on_hand=0, reserved=0)
    if (stock := locked_stock(shop.session, [sku]).get(sku)) is None:
        raise SkuUnknown(f"There is no SKU {sku}.")
    return stock
