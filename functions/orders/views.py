"""Renders orders and quotes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field
from sqlalchemy.orm import Session

from db.models.order_codes import STATES, State, TaxReason
from db.models.orders import Order
from functions.orders.promotions.views import AppliedPromotions
from functions.orders.returns.queries import returnable, returns_of
from functions.orders.returns.views import ReturnView
from functions.orders.rules import LINES_MAX, NOTES_MAX, awaits_payment, can_enter, may_arrive
from functions.orders.shipments.queries import Shipments, shipments_of
from functions.orders.shipments.views import ParcelView, ReleaseView
from functions.orders.store.part_views import DeliveryView, NoteView, OrderLineView
from functions.orders.store.timeline import TransitionView, entered
from functions.orders.taxes.views import Taxes, VatCheckView
from functions.runtime.callers import Caller
from functions.runtime.http.replies import Reply

if TYPE_CHECKING:
    from db.models.returns import Return


class OrderView(Reply):
    """An order with its lines and timeline; amounts are in minor units of `currency`.

    `discount_minor` is the discount of `promotions` on lines and shipping. `delivery` is null for goods that need no
    parcel, and for older orders. `taxes` is the VAT in the total, null for older orders; without VAT it has the rate 0.
    `tax_reason` says why lines that would have VAT have none: with `reverse_charge`, the business of `vat_number` owes
    it, which was checked as `vat_check` says. `notes` are the newest that staff wrote, the newest first; null for
    callers who are not staff. `returns` are those of its lines, and `parcels` its shipments, the oldest first; items in
    `releases` will not be shipped. The carrier and the code are those of the newest parcel, and staff read the names of
    `carriers`. The order may enter `next_states` next, and `awaits_payment` says that its shopper has to pay now, at
    the payment provider.
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
    tax_reason: TaxReason | None
    vat_number: str | None
    vat_check: VatCheckView | None
    refunded_minor: int
    address: dict[str, Any]
    delivery: DeliveryView | None
    carrier: str | None
    tracking_code: str | None
    placed_at: datetime
    lines: Annotated[list[OrderLineView], Field(max_length=LINES_MAX)]
    timeline: list[TransitionView]
    # The table has no column of this name, so operations that do not set it cannot show it.
    notes: Annotated[list[NoteView], Field(max_length=NOTES_MAX)] | None = None
    returns: tuple[ReturnView, ...] = ()
    parcels: tuple[ParcelView, ...] = ()
    releases: tuple[ReleaseView, ...] = ()
    carriers: tuple[str, ...] | None = None
    next_states: tuple[State, ...] = ()
    awaits_payment: bool = False

    def version(self) -> str:
        """The version: the number of steps in the timeline, to which each change of an order adds one."""
        return str(len(self.timeline))

    @classmethod
    def of(
        cls,
        order: Order,
        returns: "Sequence[Return]" = (),
        shipments: Shipments | None = None,
        *,
        for_staff: bool = False,
    ) -> "OrderView":
        view, shipments = cls.model_validate(order), shipments or Shipments()
        timeline = view.timeline if for_staff else [step.for_shoppers() for step in view.timeline]
        following = tuple(state for state in STATES if _may_follow(order, state))
        waits = awaits_payment(order.state, order.payment_method)
        changed: dict[str, Any] = {"timeline": timeline, "next_states": following, "awaits_payment": waits}
        may_return = can_enter("return_requested", order.state)
        left = returnable(shipments.shipped, returns) if may_return else Counter[str]()
        changed["lines"] = [line.of_which(left, shipments) for line in view.lines]
        changed["returns"] = tuple(ReturnView.model_validate(each) for each in returns)
        changed["parcels"] = tuple(ParcelView.model_validate(each) for each in shipments.parcels)
        changed["releases"] = tuple(ReleaseView.model_validate(each) for each in shipments.releases)
        return view.model_copy(update=changed)

    @classmethod
    def read(cls, session: Session, order: Order, *, for_staff: bool = False) -> "OrderView":
        """The order with its returns and its shipments."""
        return cls.of(order, returns_of(session, order), shipments_of(session, order), for_staff=for_staff)

    @classmethod
    def of_changed(cls, session: Session, order: Order, caller: Caller) -> "OrderView":
        """The order, including the timeline entries that this transaction added."""
        session.flush()
        session.refresh(order, ["timeline"])
        return cls.read(session, order, for_staff=caller.may("orders.read"))


def _may_follow(order: Order, state: State) -> bool:
    return may_arrive(order.state, entered(order)) if state == "delivered" else can_enter(state, order.state)
