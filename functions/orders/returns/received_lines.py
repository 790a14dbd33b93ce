"""Declares the arrived items of a return's line, as staff record them and as the event has them."""

from pydantic import BaseModel, ConfigDict, Field, model_validator

from db.models.returns import ReturnLine
from eventing.events.returns import ArrivedLine
from functions.orders import rules
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import ShortText, Sku


class Arrived(BaseModel):
    """The arrived items, fit to be sold again or damaged; `lost_value_minor` of the amount paid is not refunded."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sku: Sku
    resellable: int = Field(default=0, ge=0, le=rules.QUANTITY_MAX)
    damaged: int = Field(default=0, ge=0, le=rules.QUANTITY_MAX)
    lost_value_minor: int = Field(default=0, ge=0, le=rules.TOTAL_MINOR_MAX)
    lost_value_reason: ShortText | None = None

    @model_validator(mode="after")
    def _says_why(self) -> "Arrived":
        if self.lost_value_minor > 0 and self.lost_value_reason is None:
            raise InvalidRequest.field("lines", "name lost value without a reason: write to the shopper why")
        return self


def write_received_line(line: ReturnLine, arrived: Arrived) -> None:
    line.resellable, line.damaged = arrived.resellable, arrived.damaged
    line.lost_value_minor = arrived.lost_value_minor
    line.lost_value_reason = arrived.lost_value_reason if arrived.lost_value_minor > 0 else None


def arrived_line(line: ReturnLine) -> ArrivedLine:
    return ArrivedLine(
        sku=line.sku,
        resellable=line.resellable,
        damaged=line.damaged,
        refund_minor=line.refund_minor,
        lost_value_minor=line.lost_value_minor,
        lost_value_reason=line.lost_value_reason or "",
    )
