"""Reads the returns of orders."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.models.orders import Order

if TYPE_CHECKING:
    from db.models.returns import Return

_MAY_HAVE_RETURNS = frozenset({"shipped", "delivered", "return_requested", "refunded"})


def returns_of(session: Session, order: Order) -> "list[Return]":
    """The returns of the order, the oldest first; executes no statement for an order that has none yet."""
    if order.state not in _MAY_HAVE_RETURNS:
        return []
    # Imported here: most operations meet orders that have no returns.
    from db.models.returns import Return

    query = select(Return).where(Return.order_id == order.id).order_by(Return.announced_at, Return.id)
    found = list(session.scalars(query.options(selectinload(Return.lines))))
    if order.state == "return_requested" and open_return(found) is None:
        return [*found, _of_release_before(order, found)]
    return found


def open_return(returns: "Sequence[Return]") -> "Return | None":
    """The return that is not settled yet; an order has at most one."""
    return next((each for each in returns if each.state in {"requested", "approved"}), None)


def returnable(shipped: Counter[str], returns: "Sequence[Return]") -> Counter[str]:
    """The quantity of each SKU that was shipped and can still be sent back."""
    from functions.orders.returns.rules import ReturnedLine, returned_quantities

    sent = [(each.state, [ReturnedLine(of.sku, of.quantity, of.arrived) for of in each.lines]) for each in returns]
    return shipped - returned_quantities(sent)


def _of_release_before(order: Order, before: "Sequence[Return]") -> "Return":
    """A return that the previous release requested, which has no row: it includes everything that can be sent back."""
    from db.models.returns import Return, ReturnLine

    asked_at = next(step.at for step in reversed(order.timeline) if step.state == "return_requested")
    return Return(
        # After a rollback, an order may have more than one.
        id=uuid5(order.id, f"return {len(before)}"),
        order_id=order.id,
        state="requested",
        is_withdrawal=False,
        reply=None,
        refund_minor=0,
        shipping_minor=0,
        taxes=None,
        announced_at=asked_at,
        decided_at=None,
        received_at=None,
        lines=[
            ReturnLine(sku=sku, quantity=quantity, resellable=0, damaged=0, refund_minor=0, lost_value_minor=0)
            for sku, quantity in returnable(_ordered(order), before).items()
        ],
    )


def _ordered(order: Order) -> Counter[str]:
    return Counter({line.sku: line.quantity for line in order.lines})
