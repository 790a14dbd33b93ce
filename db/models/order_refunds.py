"""Defines the table of refunds that orders know of."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table
from db.models.orders import SCHEMA


class OrderRefund(Table):
    """A refund that is included in its order's `refunded_minor`."""

    __tablename__ = "refunds"
    __table_args__ = (Index("ix_refunds_at", "at"), SCHEMA)

    refund_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.orders.id"), index=True)
    amount_minor: Mapped[MinorUnits]
    # The VAT that the refund reverses, by rate; null if the order has no stored VAT.
    taxes: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    at: Mapped[datetime]
