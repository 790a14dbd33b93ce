"""Defines the tables of invoices and credit notes, and of the counters of their numbers."""

import uuid
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import MinorUnits, Table, new_key, one_of

SCHEMA = {"schema": "invoices"}

Kind = Literal["invoice", "credit_note"]


class InvoiceCounter(Table):
    """The last number of a series and year; its row is locked until the document with that number is committed."""

    __tablename__ = "counters"
    __table_args__ = SCHEMA

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class InvoiceDocument(Table):
    """An invoice or a credit note as it was issued; a trigger refuses every change except erasing its buyer.

    All amounts are positive; those of a credit note are refunded.
    """

    __tablename__ = "documents"
    __table_args__ = (
        one_of("kind", Kind),
        UniqueConstraint("series", "year", "sequence"),
        Index("ix_documents_order_id", "order_id", "issued_at"),
        Index("ix_documents_issued_at", "issued_at"),
        Index("ix_documents_personal", "issued_at", postgresql_where=text("buyer <> '{}'")),
        SCHEMA,
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    kind: Mapped[Kind] = mapped_column(Text)
    number: Mapped[str] = mapped_column(unique=True)
    series: Mapped[str]
    # The date in UTC.
    year: Mapped[int] = mapped_column(BigInteger)
    sequence: Mapped[int] = mapped_column(BigInteger)
    order_id: Mapped[uuid.UUID]
    # The id of the order (invoice) or refund (credit note); each has one document at most.
    about_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
    language: Mapped[str]
    currency: Mapped[str]
    # The country of delivery, whose VAT applies.
    country: Mapped[str]
    total_minor: Mapped[MinorUnits]
    # Net amount and VAT by rate, the highest first.
    taxes: Mapped[list[dict[str, Any]]]
    # Name and address; empty once the period for which sales are kept is over.
    buyer: Mapped[dict[str, Any]]
    # All other content of the document (functions/invoices/issuing/documents.py).
    content: Mapped[dict[str, Any]]
