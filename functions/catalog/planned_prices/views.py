"""Renders planned prices."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from functions.runtime.http.replies import Reply


class PlannedPriceView(Reply):
    """A price of `sku` that begins later, or if `running`, has begun and will end."""

    id: UUID
    sku: str
    price_minor: int
    compare_at_price_minor: int | None
    starts_at: datetime
    ends_at: datetime | None
    state: Literal["planned", "running"]
