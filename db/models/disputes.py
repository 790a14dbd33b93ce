"""Defines the table of disputes, in which a shopper's bank charges a payment back, and it is decided who gets it."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table, one_of
from db.models.payments import SCHEMA

# In the state `asked`, the bank has not withdrawn any amount yet.
DisputeState = Literal["asked", "open", "won", "lost"]


class Dispute(Table):
    __tablename__ = "disputes"
    __table_args__ = (
        one_of("state", DisputeState),
        # For lists of staff: disputes by outcome, and disputes that wait for the shop's answer.
        Index("ix_disputes_state", "state", "reported_at", "reference"),
        Index("ix_disputes_undecided", "reported_at", "reference", postgresql_where=text("state IN ('asked', 'open')")),
        SCHEMA,
    )

    # The dispute's id at the provider.
    reference: Mapped[str] = mapped_column(primary_key=True)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.payments.order_id"), index=True)
    amount_minor: Mapped[MinorUnits]
    currency: Mapped[str]
    # The reason, as the provider calls it.
    reason: Mapped[str]
    state: Mapped[DisputeState] = mapped_column(Text)
    # The shop may answer at the provider until this time.
    answer_by: Mapped[datetime | None]
    reported_at: Mapped[datetime]
