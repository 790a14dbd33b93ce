"""Defines the tables of payments: one payment per order, its refunds, and a double-entry ledger that sums to zero."""

import uuid
from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import BY_TIME, Currency, MinorUnits, Table, new_key, one_of

SCHEMA = {"schema": "payments"}
PaymentState = Literal["open", "authorized", "declined", "captured", "voided", "blocked", "barred"]
RefundState = Literal["requested", "done", "refused", "failed", "retrying"]
# The release before wrote the second word.
BLOCKED = ("blocked", "barred")


class Payment(Table):
    """A payment.

    `open` means that the shopper may pay at the provider, and `blocked` that the order was cancelled or expired first,
    so nothing may be authorised.
    """

    __tablename__ = "payments"
    __table_args__ = (
        one_of("state", PaymentState),
        CheckConstraint(
            "0 <= refunded_minor AND refunded_minor <= captured_minor AND captured_minor <= amount_minor",
            name="never_more_than_paid",
        ),
        SCHEMA,
    )

    order_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    state: Mapped[PaymentState] = mapped_column(Text)
    amount_minor: Mapped[MinorUnits]
    captured_minor: Mapped[MinorUnits] = mapped_column(default=0)
    refunded_minor: Mapped[MinorUnits] = mapped_column(default=0)
    currency: Mapped[Currency]
    provider: Mapped[str]
    provider_reference: Mapped[str | None] = mapped_column(unique=True)
    # Of an open payment, why the shopper's last card was declined.
    decline_code: Mapped[str | None]
    # What the release before wrote: a sentence.
    decline_reason: Mapped[str | None]
    created_at: Mapped[datetime]


class Refund(Table):
    """A refund; `requested` until the provider has carried it out.

    `refused` means that the provider refused it and that nothing is booked, so the amount may be requested again. Staff
    retry it, record another way of payment, or close it, after which it stays `refused`. `failed` means that the money
    came back after the refund was booked: the shop owes it to the shopper until staff retry it (`retrying`) or record
    another way.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        one_of("state", RefundState),
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        Index("ix_refunds_undone", "requested_at", postgresql_where=text("state IN ('requested', 'retrying')")),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("payments.payments.order_id"), index=True)
    amount_minor: Mapped[MinorUnits]
    currency: Mapped[Currency]
    # A note of staff, which shoppers do not see.
    reason: Mapped[str]
    state: Mapped[RefundState] = mapped_column(Text)
    requested_at: Mapped[datetime]
    # Each attempt uses its own idempotency key at the provider.
    attempt: Mapped[int] = mapped_column(BigInteger, server_default="1", default=1)
    # The provider's code for why the last attempt was refused, or has failed.
    refusal_code: Mapped[str | None]
    # How staff paid the amount back outside of the provider, which shoppers do not see.
    settled_by: Mapped[str | None]
    # Why staff closed a refused refund without paying it back, which shoppers do not see.
    closed_because: Mapped[str | None]


class LedgerEntry(Table):
    """One side of a booking. The sides of a booking sum to zero, and each booking exists at most once."""

    __tablename__ = "ledger"
    __table_args__ = (
        UniqueConstraint("booking", "account"),
        Index("ix_ledger_order_id", "order_id"),
        Index("ix_ledger_lately", "at", postgresql_using="brin", postgresql_with=BY_TIME),
        Index("ix_ledger_at", "at", "booking"),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    # A natural key such as `<order id>:capture`, so that no retry can book twice.
    booking: Mapped[str]
    account: Mapped[str]
    amount_minor: Mapped[MinorUnits]
    currency: Mapped[Currency]
    order_id: Mapped[uuid.UUID]
    at: Mapped[datetime]
