"""What happens to orders."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from eventing.events import Event


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


class OrderRejected(OrderEvent):
    TYPE = "shop.order.rejected.v1"
    email: str
    reason: str


class OrderConfirmed(OrderEvent):
    TYPE = "shop.order.confirmed.v1"
    email: str
    total_minor: int
    currency: str


class OrderShipped(OrderEvent):
    TYPE = "shop.order.shipped.v1"
    email: str
    carrier: str
    tracking_code: str


class OrderDelivered(OrderEvent):
    TYPE = "shop.order.delivered.v1"


class OrderCancelled(OrderEvent):
    TYPE = "shop.order.cancelled.v1"
    reason: str


class ReturnRequested(OrderEvent):
    TYPE = "shop.return.requested.v1"
    reason: str


class OrderRefunded(OrderEvent):
    """Money went back, or will not be taken: `amount_minor` of the order's total."""

    TYPE = "shop.order.refunded.v1"
    email: str
    amount_minor: int
    currency: str
    refund: str


class OrderOverdue(OrderEvent):
    """The order has stayed in a passing state for longer than it should."""

    TYPE = "shop.order.overdue.v1"
    state: str


class CartCheckedOut(Event):
    """Whoever placed the order says that these lines of it came from the cart.

    It is theirs if the account, or the Cart-Token of this SHA-256 (hexadecimal), is its holder.
    """

    TYPE = "shop.cart.checked-out.v1"
    cart_id: UUID
    order_id: UUID
    account_id: UUID | None
    token_sha256: str | None
    lines: list[Line]

    @property
    def subject(self) -> str:
        return str(self.cart_id)
