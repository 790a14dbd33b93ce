"""POST /api/staff/stock/{sku}/movements — adds received goods or corrects the quantity on hand, with a reason."""

from typing import Annotated

from pydantic import AfterValidator, Field

from db.models.inventory import Stock, StockMovement
from functions.inventory import rules
from functions.inventory.errors import SkuUnknown, StockReserved
from functions.inventory.queries import stock_to_change
from functions.inventory.views import StockView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import STOCK_MOVEMENT_MAX, ShortText, Sku
from functions.runtime.http.requests import Request


def _not_zero(quantity: int) -> int:
    if quantity == 0:
        raise ValueError("must not be 0")
    return quantity


Change = Annotated[
    int,
    Field(ge=-STOCK_MOVEMENT_MAX, le=STOCK_MOVEMENT_MAX, json_schema_extra={"not": {"const": 0}}),
    AfterValidator(_not_zero),
]


class AdjustStock(Request):
    """`quantity` is added to the quantity on hand; it may be negative."""

    sku: Sku
    quantity: Change
    reason: ShortText


# Idempotent, because a retry after a lost response would add the same goods twice.
@http_operation(permission="inventory.adjust", status=201, idempotent=True, errors=(SkuUnknown, StockReserved))
def adjust_stock(command: AdjustStock, *, caller: Staff, shop: UnitOfWork) -> StockView:
    if (stock := stock_to_change(shop.session, command.sku)) is None:
        raise SkuUnknown(command.sku)
    _check(stock, command.quantity)
    stock.on_hand += command.quantity
    shop.session.add(
        StockMovement(
            sku=stock.sku,
            quantity=command.quantity,
            kind="adjusted",
            note=command.reason,
            actor=caller.name,
            at=shop.now,
        )
    )
    shop.record(caller, "adjust-stock", stock.sku, {"quantity": command.quantity, "reason": command.reason})
    return StockView.of(stock)


def _check(stock: Stock, quantity: int) -> None:
    after = stock.on_hand + quantity
    if after > rules.ON_HAND_MAX:
        raise InvalidRequest.field("quantity", f"would raise the stock above {rules.ON_HAND_MAX}")
    if after < stock.reserved and stock.policy == "tracked":
        raise StockReserved(
            f"{stock.on_hand} are in stock, and orders have reserved {stock.reserved} of them.",
            on_hand=stock.on_hand,
            reserved=stock.reserved,
        )
