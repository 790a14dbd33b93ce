"""Changes the state of an order by the rules, and records time, reason and actor."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select

from db.models.order_codes import ReasonCode, State
from db.models.orders import Order, OrderTransition
from functions.orders import rules
from functions.orders.errors import OrderNotInState
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.telemetry.metrics import ORDER_SECONDS


@dataclass(frozen=True, slots=True)
class Reason:
    """The reason of a transition; `note` is what a person typed."""

    code: ReasonCode
    parameters: Mapping[str, str | int] = field(default_factory=dict)
    note: str | None = None


def enter(shop: UnitOfWork, order: Order, state: State, reason: Reason, actor: str = "shop") -> None:
    """Moves the locked order into `state`; raises OrderNotInState if the rules do not allow it."""
    if not rules.can_enter(state, order.state):
        raise OrderNotInState(f"An order that is {order.state} cannot become {state}.", state=order.state)
    order.state = state
    order.deadline_at = rules.deadline(state, order.payment_method, shop.now)
    record(shop, order, reason, actor)
    # The time that a shopper takes to pay does not count as the shop's.
    if order.payment_method or state == "reserved":
        age_seconds = (shop.now - order.placed_at).total_seconds()
        shop.observe("cloudshop_order_age_seconds", (state,), age_seconds, ORDER_SECONDS)


def record(shop: UnitOfWork, order: Order, reason: Reason, actor: str = "shop") -> None:
    """Adds an entry to the order's timeline, with its present state."""
    last = select(func.coalesce(func.max(OrderTransition.sequence), 0)).where(OrderTransition.order_id == order.id)
    shop.session.add(
        OrderTransition(
            order_id=order.id,
            sequence=(shop.session.scalar(last) or 0) + 1,
            state=order.state,
            reason_code=reason.code,
            parameters=dict(reason.parameters),
            note=reason.note,
            actor=actor,
            at=shop.now,
        )
    )
