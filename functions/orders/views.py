"""Renders orders and quotes."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from db.models.order_codes import STATES, ReasonCode, State
from db.models.orders import Order
from functions.orders.promotions.views import AppliedPromotions
from functions.orders.rules import LINES_MAX, NOTES_MAX, awaits_payment, can_enter
from functions.orders.taxes.views import Taxes
from functions.runtime.callers import Caller
from functions.runtime.http.replies import Reply


class LineView(Reply):
    sku: str
    title: str
    unit_price_minor: int
    quantity: int
    discount_minor: int


class ReasonParameters(Reply):
    """What the text of a reason is filled in with, such as how many of `sku` there were; null for what it has not."""

    carrier: str | None = None
    sku: str | None = None
    available: int | None = None
    amount_minor: int | None = None


# Shoppers read their own words again, and never what staff write for each other.
_NOTED_BY_SHOPPERS = frozenset({"cancelled_by_shopper", "return_requested_by_shopper"})


class TransitionView(Reply):
    """A step of an order. `note` is what a person typed: staff read every one, a shopper those of shoppers."""

    state: State
    reason_code: ReasonCode
    parameters: ReasonParameters
    note: str | None
    at: datetime

    def for_shoppers(self) -> "TransitionView":
        return self if self.reason_code in _NOTED_BY_SHOPPERS else self.model_copy(update={"note": None})


class NoteView(Reply):
    """A note that staff wrote on an order; `author` is an account's id."""

    id: UUID
    text: str
    author: str
    at: datetime


class DeliveryView(Reply):
    """A shipping method, by its names for shoppers in each language, with the days between which the parcel arrives."""

    code: str
    names: dict[str, str]
    arrives_from: date
    arrives_until: date


class OrderView(Reply):
    """An order with its lines and timeline; amounts are in minor units of `currency`.

    `discount_minor` is what `promotions` take off lines and shipping. `delivery` is null for goods that need no parcel,
    and for older orders. `taxes` is what the total includes of VAT, null for older orders; without VAT it has the rate
    0. `notes` are the newest that staff wrote, the newest first; null for callers who are not staff. The order may
    enter `next_states` next, and `awaits_payment` says that its shopper has to pay now, at the payment provider.
    """

    number: str
    state: State
    email: str
    currency: str
    subtotal_minor: int
    shipping_minor: int
    discount_minor: int
    total_minor: int
    promotions: AppliedPromotions
    taxes: Taxes | None
    refunded_minor: int
    address: dict[str, Any]
    delivery: DeliveryView | None
    carrier: str | None
    tracking_code: str | None
    placed_at: datetime
    lines: Annotated[list[LineView], Field(max_length=LINES_MAX)]
    timeline: list[TransitionView]
    # The table's row has none of this name: an operation that does not add them cannot show them.
    notes: Annotated[list[NoteView], Field(max_length=NOTES_MAX)] | None = None
    next_states: tuple[State, ...] = ()
    awaits_payment: bool = False

    def version(self) -> str:
        """Every change of an order adds a step to its timeline."""
        return str(len(self.timeline))

    @classmethod
    def of(cls, order: Order, *, for_staff: bool = False) -> "OrderView":
        view = cls.model_validate(order)
        timeline = view.timeline if for_staff else [step.for_shoppers() for step in view.timeline]
        following = tuple(state for state in STATES if can_enter(state, order.state))
        waits = awaits_payment(order.state, order.payment_method)
        return view.model_copy(update={"timeline": timeline, "next_states": following, "awaits_payment": waits})

    @classmethod
    def of_changed(cls, session: Session, order: Order, caller: Caller) -> "OrderView":
        """The order, including the timeline entries that this transaction added."""
        session.flush()
        session.refresh(order, ["timeline"])
        return cls.of(order, for_staff=caller.may("orders.read"))
