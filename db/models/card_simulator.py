"""Defines the tables of the card simulator, which the shop never reads, as it simulates an external provider."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Currency, MinorUnits, Table, new_key

SCHEMA = {"schema": "card_simulator"}


class Charge(Table):
    __tablename__ = "charges"
    __table_args__ = SCHEMA

    id: Mapped[str] = mapped_column(primary_key=True)
    # The merchant's reference: an order's id.
    merchant_reference: Mapped[str] = mapped_column(index=True)
    card: Mapped[str]
    amount_minor: Mapped[MinorUnits]
    captured_minor: Mapped[MinorUnits] = mapped_column(default=0)
    refunded_minor: Mapped[MinorUnits] = mapped_column(default=0)
    currency: Mapped[Currency]
    state: Mapped[str]
    # For a payment that the shopper makes: the secret of its page, and why the last card was declined.
    secret: Mapped[str | None]
    decline_code: Mapped[str | None]
    # The simulator's fee on the captured amount, the refunds with their keys, and the disputes.
    fee_minor: Mapped[MinorUnits] = mapped_column(default=0, server_default="0")
    refunds: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    disputes: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    created_at: Mapped[datetime]


class ProviderCall(Table):
    """The response to an idempotency key; `calls` counts the calls with that key."""

    __tablename__ = "calls"
    __table_args__ = (UniqueConstraint("idempotency_key"), SCHEMA)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    idempotency_key: Mapped[str]
    action: Mapped[str]
    request: Mapped[dict[str, Any]]
    status: Mapped[int]
    answer: Mapped[dict[str, Any]]
    calls: Mapped[int] = mapped_column(default=1)
