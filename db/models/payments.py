"""What was paid: one payment per order, its refunds, and a double-entry ledger that always sums to zero."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Currency, MinorUnits, Table

SCHEMA = {"schema": "payments"}


class Payment(Table):
    """`barred` stands for an order that was cancelled before it was paid: nothing may be authorised any more."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("state IN ('authorized', 'declined', 'captured', 'voided', 'barred')", name="state"),
        CheckConstraint(
            "0 <= refunded_minor AND refunded_minor <= captured_minor AND captured_minor <= amount_minor",
            name="never_more_than_paid",
        ),
        SCHEMA,
    )

    order_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    state: Mapped[str]
    amount_minor: Mapped[MinorUnits]
    captured_minor: Mapped[MinorUnits] = mapped_column(default=0)
    refunded_minor: Mapped[MinorUnits] = mapped_column(default=0)
    currency: Mapped[Currency]
    provider: Mapped[str]
    provider_reference: Mapped[str | None] = mapped_column(unique=True)
    decline_reason: Mapped[str | None]
    created_at: Mapped[datetime]


class Refund(Table):
    """Money that staff decided to give back; `requested` until the provider has done it."""

    __tablename__ = "refunds"
    __table_args__ = (
        CheckConstraint("state IN ('requested', 'done')", name="state"),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.payments.order_id"), index=True)
    amount_minor: Mapped[MinorUnits]
    currency: Mapped[Currency]
    reason: Mapped[str]
    state: Mapped[str]
    requested_at: Mapped[datetime]


class LedgerEntry(Table):
    """One side of a booking; the sides of a booking sum to zero, and a booking exists at most once."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("booking", "account"),
        Index("ix_ledger_order_id", "order_id"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    # Such as `<order id>:capture`: natural, so that no replay can book twice.
    booking: Mapped[str]
    account: Mapped[str]
    amount_minor: Mapped[MinorUnits]
    currency: Mapped[Currency]
    order_id: Mapped[uuid.UUID]
    at: Mapped[datetime]


class WebhookDelivery(Table):
    """A provider's webhook that was taken; the same one again changes nothing."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = SCHEMA

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    received_at: Mapped[datetime]
