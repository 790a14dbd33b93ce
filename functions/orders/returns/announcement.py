"""Announces the return of an order's lines."""

from collections import Counter
from collections.abc import Mapping

from db.models.base import new_key
from db.models.orders import Order
from db.models.returns import Return, ReturnLine
from functions.orders.errors import ItemsNotReturnable
from functions.orders.returns import rules
from functions.orders.store.timeline import entered
from functions.runtime.database.unit_of_work import UnitOfWork


def announce_return(shop: UnitOfWork, order: Order, left: Counter[str], wanted: Mapping[str, int] | None) -> Return:
    """Stores a return of these quantities, or of all that is left; raises ItemsNotReturnable for more than that.

    A withdrawal is the shopper's right, so it needs no approval.
    """
    quantities = dict(left) if wanted is None else wanted
    if not quantities:
        raise ItemsNotReturnable("Everything of this order is sent back already.", returnable=0)
    for sku, quantity in quantities.items():
        if quantity > left[sku]:
            raise ItemsNotReturnable(f"At most {left[sku]} of {sku} can be sent back.", sku=sku, returnable=left[sku])
    by_business = order.vat_number is not None
    is_withdrawal = rules.is_withdrawal(entered(order).get("delivered"), shop.now, by_business=by_business)
    announced = Return(
        id=new_key(),
        order_id=order.id,
        state="approved" if is_withdrawal else "requested",
        is_withdrawal=is_withdrawal,
        refund_minor=0,
        shipping_minor=0,
        announced_at=shop.now,
        lines=[
            ReturnLine(sku=sku, quantity=quantity, resellable=0, damaged=0, refund_minor=0, lost_value_minor=0)
            for sku, quantity in quantities.items()
        ],
    )
    shop.session.add(announced)
    return announced
