"""Renders returns."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from db.models.order_codes import ReturnState
from functions.orders.rules import LINES_MAX
from functions.runtime.http.replies import Reply


class ReturnLineView(Reply):
    """A quantity of a SKU that is sent back, of which `resellable` and `damaged` items have arrived.

    `lost_value_minor` is not refunded, for `lost_value_reason`.
    """

    sku: str
    quantity: int
    resellable: int
    damaged: int
    refund_minor: int
    lost_value_minor: int = 0
    lost_value_reason: str | None = None


class ReturnView(Reply):
    """A return. Staff may not decline a withdrawal; `reply` is what they wrote to the shopper with their decision.

    Its receipt refunds `refund_minor`, which includes `shipping_minor`; the state is `refunded` once that is done.
    """

    id: UUID
    state: ReturnState
    is_withdrawal: bool
    reply: str | None
    refund_minor: int
    shipping_minor: int
    announced_at: datetime
    decided_at: datetime | None
    received_at: datetime | None
    lines: Annotated[list[ReturnLineView], Field(max_length=LINES_MAX)]
