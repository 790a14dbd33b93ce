"""PUT /api/staff/stock/{sku}/policy — sets whether a SKU is sold only while in stock, beyond the stock, or always.

A file that was imported before, and is applied later, does not change it back.
"""

from db.models.inventory import Stock, StockPolicy
from functions.inventory.errors import SkuUnknown, StockReserved
from functions.inventory.queries import stock_to_change
from functions.inventory.views import StockView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Sku
from functions.runtime.http.requests import Request


class SetStockPolicy(Request):
    """`tracked`: sold while available; `backorder`: also when sold out; `untracked`: always."""

    sku: Sku
    policy: StockPolicy


@http_operation(permission="inventory.adjust", errors=(SkuUnknown, StockReserved))
def set_stock_policy(command: SetStockPolicy, *, caller: Staff, shop: UnitOfWork) -> StockView:
    if (stock := stock_to_change(shop.session, command.sku)) is None:
        raise SkuUnknown(command.sku)
    if command.policy != stock.policy:
        _check(stock, command.policy)
        shop.record(caller, "adjust-stock", stock.sku, {"policy": command.policy, "former_policy": stock.policy})
    stock.policy, stock.policy_set_at = command.policy, shop.now
    return StockView.of(stock)


def _check(stock: Stock, policy: StockPolicy) -> None:
    if policy == "tracked" and stock.on_hand < stock.reserved:
        raise StockReserved(
            f"{stock.on_hand} are in stock, and orders have reserved {stock.reserved}. Add what is missing first.",
            on_hand=stock.on_hand,
            reserved=stock.reserved,
        )
