"""Events of orders and carts."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from eventing.codes import CancellationCode, RejectionCode
from eventing.events import Event, Explained


class OrderEvent(Event):
    order_id: UUID
    number: str

    @property
    def subject(self) -> str:
        return str(self.order_id)


class Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sku: str
    quantity: int = Field(gt=0)


class OrderPlaced(OrderEvent):
    TYPE = "shop.order.placed.v1"
    lines: list[Line]


class OrderRejected(Explained, OrderEvent):
    """The order was rejected; of `sku`, only `available` were left. Events of older releases have no code."""

    TYPE = "shop.order.rejected.v1"
    email: str
    reason_code: RejectionCode | None = None
    sku: str = ""
    available: int = 0


class OrderConfirmed(OrderEvent):
    TYPE = "shop.order.confirmed.v1"
    email: str
    total_minor: int
    currency: str


class OrderShipped(OrderEvent):
    """The order's first parcel was sent. Events of older releases lack all fields after the code.

    `capture_minor` is the part of the authorised amount to capture, None for all of it; `tracking_url` is empty for a
    carrier without a known page about parcels, and `has_rest` says whether something is still to be shipped.
    """

    TYPE = "shop.order.shipped.v1"
    email: str
    carrier: str
    tracking_code: str
    tracking_url: str = ""
    parcel_id: UUID | None = None
    lines: list[Line] = Field(default_factory=list)
    has_rest: bool = False
    capture_minor: int | None = None


class OrderDelivered(OrderEvent):
    TYPE = "shop.order.delivered.v1"


class OrderCancelled(Explained, OrderEvent):
    TYPE = "shop.order.cancelled.v1"
    reason_code: CancellationCode | None = None


class OrderRefunded(OrderEvent):
    """`amount_minor` of the order's total was refunded, or its authorisation voided."""

    TYPE = "shop.order.refunded.v1"
    email: str
    amount_minor: int
    currency: str
    refund: str


class OrderOverdue(OrderEvent):
    """The order has been in a transient state for too long."""

    TYPE = "shop.order.overdue.v1"
    state: str


class CartCheckedOut(Event):
    """An order with these lines was confirmed, which was placed from the cart, according to the caller.

    The cart is the caller's if it belongs to the account, or to the Cart-Token with this SHA-256 (hexadecimal). Events
    of older releases have no time of the order.
    """

    TYPE = "shop.cart.checked-out.v1"
    cart_id: UUID
    order_id: UUID
    account_id: UUID | None
    token_sha256: str | None
    lines: list[Line]
    placed_at: AwareDatetime | None = None

    @property
    def subject(self) -> str:
        return str(self.cart_id)
