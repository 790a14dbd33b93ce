"""Renders the timeline of orders, and reads from it when they entered their states."""

from datetime import datetime

from db.models.order_codes import ReasonCode, State
from db.models.orders import Order
from functions.runtime.http.replies import Reply


class ReasonParameters(Reply):
    """The values that fill in the text of a reason, such as how many of `sku` were left; null if not needed."""

    carrier: str | None = None
    sku: str | None = None
    available: int | None = None
    amount_minor: int | None = None


# Shoppers see their own texts, but never notes of staff.
_NOTED_BY_SHOPPERS = frozenset({"cancelled_by_shopper", "return_requested_by_shopper"})


class TransitionView(Reply):
    """A step of an order. `note` is what a person typed: staff read all notes, shoppers only those of shoppers."""

    state: State
    reason_code: ReasonCode
    parameters: ReasonParameters
    note: str | None
    at: datetime

    def for_shoppers(self) -> "TransitionView":
        return self if self.reason_code in _NOTED_BY_SHOPPERS else self.model_copy(update={"note": None})


def entered(order: Order) -> dict[str, datetime]:
    """The time at which the order first entered each of its states; it may be delivered while a return is open."""
    return {
        state: step.at
        for step in reversed(order.timeline)
        for state in ([step.state, "delivered"] if step.reason_code == "delivered" else [step.state])
    }
