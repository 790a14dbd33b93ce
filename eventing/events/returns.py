"""Events of returns."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from eventing.codes import ReturnCode
from eventing.events.orders import Line, OrderEvent


class ReturnRequested(OrderEvent):
    """A return was requested; `reason` is what the person typed. Events of older releases lack the fields after it."""

    TYPE = "shop.return.requested.v1"
    reason: str
    return_id: UUID | None = None
    reason_code: ReturnCode | None = None
    requested_at: AwareDatetime | None = None
    is_withdrawal: bool = False
    lines: list[Line] = Field(default_factory=list)


class ReturnApproved(OrderEvent):
    """`reply` is what staff wrote to the shopper."""

    TYPE = "shop.return.approved.v1"
    return_id: UUID
    reply: str | None = None


class ReturnDeclined(OrderEvent):
    """`reply` is what staff wrote to the shopper."""

    TYPE = "shop.return.declined.v1"
    return_id: UUID
    reply: str


class ArrivedLine(BaseModel):
    """The items of a SKU that arrived: fit to be sold again, or damaged.

    `refund_minor` is the amount paid for them less the value that they lost, for a reason that the shopper reads.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sku: str
    resellable: int = Field(ge=0)
    damaged: int = Field(ge=0)
    refund_minor: int = Field(ge=0)
    lost_value_minor: int = Field(default=0, ge=0)
    lost_value_reason: str = ""


class ReturnReceived(OrderEvent):
    """These lines of a return have arrived, and `amount_minor` has to be refunded for them and the shipping."""

    TYPE = "shop.return.received.v1"
    return_id: UUID
    lines: list[ArrivedLine]
    shipping_minor: int
    amount_minor: int
    currency: str
