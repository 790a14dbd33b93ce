"""POST /api/staff/stock/{sku}/movements — adds received goods or corrects the quantity on hand, with a reason."""

from typing import Annotated

from pydantic import AfterValidator, Field

from db.models.inventory import Stock, StockMovement
from functions.inventory import rules
from functions.inventory.queries import is_in_catalog, locked_stock
from functions.inventory.views import StockView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import Conflict, InvalidRequest, NotFound
from functions.runtime.fields import STOCK_MOVEMENT_MAX, ShortText, Sku
from functions.runtime.http.requests import Request


class SkuUnknown(NotFound):
    """The SKU is neither in the catalog nor in stock."""

    slug, title = "sku-unknown", "There is no such SKU"


class StockReserved(Conflict):
    """Less would be left than orders have reserved; `on_hand` and `reserved` are the present quantities."""

    slug, title = "stock-reserved", "Orders have reserved more than would be left"


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
    stock = _stock(shop, command.sku)
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
    return StockView(
        sku=stock.sku,
        on_hand=stock.on_hand,
        reserved=stock.reserved,
        available=stock.on_hand - stock.reserved,
        policy=stock.policy,
    )


def _stock(shop: UnitOfWork, sku: str) -> Stock:
    """The SKU's stock, locked; created with 0 on hand for a catalog SKU without one. Raises SkuUnknown."""
    if is_in_catalog(shop.session, sku):
        insert_if_absent(shop.session, Stock, sku=sku, on_hand=0, reserved=0)
    if (stock := locked_stock(shop.session, [sku]).get(sku)) is None:
        raise SkuUnknown(f"There is no SKU {sku}.")
    return stock


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
