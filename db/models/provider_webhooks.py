"""Defines the table of webhooks that the payment provider has sent."""

import uuid
from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table

SCHEMA = {"schema": "payments"}


class WebhookDelivery(Table):
    """A webhook that was received, so that a repeated one changes nothing."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("ix_webhook_deliveries_received_at", "received_at"),
        Index(
            "ix_webhook_deliveries_declined",
            *("declined_order_id", "received_at"),
            postgresql_where=text("declined_order_id IS NOT NULL"),
        ),
        SCHEMA,
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    received_at: Mapped[datetime]
    # The order whose open payment it reports a declined card of.
    declined_order_id: Mapped[uuid.UUID | None]
