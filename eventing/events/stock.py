"""Events of stock."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from eventing.codes import ExpiryCode, StockPolicy
from eventing.events import Event, Explained


class StockEvent(Event):
    order_id: UUID

    @property
    def subject(self) -> str:
        return str(self.order_id)


class StockReserved(StockEvent):
    TYPE = "shop.stock.reserved.v1"


class StockRejected(Explained, StockEvent):
    """There is not enough of `sku`; only `available` are left."""

    TYPE = "shop.stock.rejected.v1"
    reason_code: Literal["out_of_stock"] = "out_of_stock"
    sku: str = ""
    available: int = 0


class StockCommitted(StockEvent):
    """The order's goods are taken out of stock; its reservation can no longer expire."""

    TYPE = "shop.stock.committed.v1"


class StockExpired(Explained, StockEvent):
    """The reservation expired before the payment was authorised."""

    TYPE = "shop.stock.expired.v1"
    reason_code: ExpiryCode = "not_paid_in_time"


class StockExpiryDue(Event):
    """At least one reservation is overdue."""

    TYPE = "shop.stock.expiry-due.v1"
    reservations: int

    @property
    def subject(self) -> str:
        return "reservations"


class Count(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sku: str
    on_hand: int = Field(ge=0)


class PolicySet(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sku: str
    policy: StockPolicy


class StockPoliciesSet(Event):
    """A catalog import has set the stock policy of each SKU as of `set_at`."""

    TYPE = "shop.stock.policies-set.v1"
    set_at: AwareDatetime
    policies: list[PolicySet] = Field(min_length=1)
    actor: str

    @property
    def subject(self) -> str:
        return "catalog"


class StockCounted(Event):
    """A catalog import has the quantity on hand of each SKU at `counted_at`."""

    TYPE = "shop.stock.counted.v1"
    counted_at: AwareDatetime
    counts: list[Count] = Field(min_length=1)
    reason: str
    actor: str

    @property
    def subject(self) -> str:
        return "catalog"
