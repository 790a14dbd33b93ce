"""Renders the shipments of orders."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from functions.orders.rules import LINES_MAX
from functions.runtime.http.replies import Reply


class ShippedLine(Reply):
    sku: str
    quantity: int


ShippedLines = Annotated[list[ShippedLine], Field(max_length=LINES_MAX)]


class ParcelView(Reply):
    """A parcel; `tracking_url` is the carrier's page about it, null if none is known."""

    id: UUID
    carrier: str
    tracking_code: str
    tracking_url: str | None
    sent_at: datetime
    lines: ShippedLines


class ReleaseView(Reply):
    """Items that will not be shipped, whose price was `amount_minor`.

    `taken_minor` of it was captured before, and is refunded.
    """

    id: UUID
    amount_minor: int
    taken_minor: int
    at: datetime
    lines: ShippedLines
