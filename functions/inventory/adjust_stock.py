"""POST /api/staff/stock/{sku}/movements — receive goods, or correct what is on the shelf, with the reason."""

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
from functions.runtime.fields import ShortText, Sku
from functions.runtime.http.requests import Request


class SkuUnknown(NotFound):
    """Neither the catalogue nor the stock knows this SKU."""

    slug, title = "sku-unknown", "There is no such SKU"


class StockReserved(Conflict):
    """Less would be on the shelf than orders have reserved; the members `on_hand` and `reserved` tell both."""

    slug, title = "stock-reserved", "Orders have reserved more than would be left"


def _not_nothing(quantity: int) -> int:
    if quantity == 0:
        raise ValueError("must not be 0")
    return quantity


Change = Annotated[
    int,
    Field(ge=-rules.QUANTITY_MAX, le=rules.QUANTITY_MAX, json_schema_extra={"not": {"const": 0}}),
    AfterValidator(_not_nothing),
]


class AdjustStock(Request):
    """`quantity` comes on top of what is on the shelf; a negative one is taken away."""

    sku: Sku
    quantity: Change
    reason: ShortText


# To receive the same goods twice is what a lost answer would lead to: hence the key.
@http_operation(status=201, idempotent=True, errors=(SkuUnknown, StockReserved))
def adjust_stock(command: AdjustStock, *, caller: Staff, shop: UnitOfWork) -> StockView:
    stock = _stock(shop, command.sku)
    _check(stock, command.quantity)
    stock.on_hand += command.quantity
    shop.session.add(
        StockMovement(sku=stock.sku, quantity=command.quantity, reason=command.reason, actor=caller.name, at=shop.now)
    )
    shop.record(caller, "adjust-stock", stock.sku, {"quantity": command.quantity, "reason": command.reason})
    available = stock.on_hand - stock.reserved
    return StockView(sku=stock.sku, on_hand=stock.on_hand, reserved=stock.reserved, available=available)


def _stock(shop: UnitOfWork, sku: str) -> Stock:
    """The SKU's stock, locked; a SKU that was never stocked has none on the shelf. Raises SkuUnknown."""
    if is_in_catalog(shop.session, sku):
        insert_if_absent(shop.session, Stock, sku=sku, on_hand=0, reserved=0)
    if (stock := locked_stock(shop.session, [sku]).get(sku)) is None:
        raise SkuUnknown(f"There is no SKU {sku}.")
    return stock


def _check(stock: Stock, quantity: int) -> None:
    after = stock.on_hand + quantity
    if after > rules.ON_HAND_MAX:
        raise InvalidRequest.field("quantity", f"would make it more than {rules.ON_HAND_MAX}")
    if after < stock.reserved:
        raise StockReserved(
            f"{stock.on_hand} are on the shelf, and {stock.reserved} of them are reserved by orders.",
            on_hand=stock.on_hand,
            reserved=stock.reserved,
        )
