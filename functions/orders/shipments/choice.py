"""Checks the items that staff choose for a parcel or a release, among those left to ship."""

from collections import Counter

from db.models.order_codes import State
from db.models.orders import Order
from functions.orders.errors import OrderNotInState
from functions.orders.fields import OrderedLine, quantities
from functions.orders.shipments.errors import NotLeftToShip
from functions.orders.shipments.rules import too_many


def chosen(
    order: Order, states: frozenset[State], left: Counter[str], lines: list[OrderedLine] | None
) -> dict[str, int]:
    """The quantities of the lines; without lines, all that is left to ship.

    Raises OrderNotInState if the order is in none of the states or nothing is left, and NotLeftToShip for too many.
    """
    wanted = quantities(lines) if lines is not None else dict(left)
    if order.state not in states or not left:
        raise OrderNotInState(f"An order that is {order.state} has nothing left to ship.", state=order.state)
    if (sku := too_many(left, wanted)) is not None:
        raise NotLeftToShip(f"{left[sku]} of {sku} are left to ship.", sku=sku, left=left[sku])
    return wanted
