"""What happens to stock."""

from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from eventing.events import Event


class StockEvent(Event):
    order_id: UUID

    @property
    def subject(self) -> str:
        return str(self.order_id)


class StockReserved(StockEvent):
    TYPE = "shop.stock.reserved.v1"


class StockRejected(StockEvent):
    TYPE = "shop.stock.rejected.v1"
    reason: str


class StockCommitted(StockEvent):
    """The reservation can no longer expire: the order has its goods."""

    TYPE = "shop.stock.committed.v1"


class StockExpired(StockEvent):
    """The order's reservation ran out before it was paid."""

    TYPE = "shop.stock.expired.v1"
    reason: str


class StockExpiryDue(Event):
    """At least one reservation is past its time."""

    TYPE = "shop.stock.expiry-due.v1"
    reservations: int

    @property
    def subject(self) -> str:
        return "reservations"


class Count(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sku: str
    on_hand: int = Field(ge=0)


class StockCounted(Event):
    """A catalogue import says how much of each SKU was on the shelves at `counted_at`."""

    TYPE = "shop.stock.counted.v1"
    counted_at: AwareDatetime
    counts: list[Count] = Field(min_length=1)
    reason: str
    actor: str

    @property
    def subject(self) -> str:
        return "catalog"
