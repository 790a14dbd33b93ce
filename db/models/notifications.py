"""Defines the tables of due mails and of sent mails: at most one of a kind per subject."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table, new_key


class DueMail(Table):
    """A mail that is written and not known to be sent; it is deleted when it is sent."""

    __tablename__ = "due_mails"
    __table_args__ = (
        UniqueConstraint("subject", "kind"),
        Index("ix_due_mails_written_at", "written_at"),
        {"schema": "notifications"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    # What the mail is about, such as an order or a refund.
    subject: Mapped[str]
    kind: Mapped[str]
    recipient: Mapped[str]
    # What the mail says. The column keeps its former name, which the release before uses.
    content: Mapped[dict[str, Any]] = mapped_column("letter")
    written_at: Mapped[datetime]
    # The number of attempts, counted before each of them, so that only one is in progress.
    attempts: Mapped[int] = mapped_column(BigInteger, default=0)
    claimed_until: Mapped[datetime | None]


class SentMail(Table):
    __tablename__ = "sent_mails"
    __table_args__ = (
        UniqueConstraint("subject", "kind"),
        Index("ix_sent_mails_personal", "sent_at", postgresql_where=text("recipient <> ''")),
        {"schema": "notifications"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_key)
    # What the mail is about, such as an order or a refund.
    subject: Mapped[str]
    kind: Mapped[str]
    recipient: Mapped[str]
    sent_at: Mapped[datetime]


# By which the mails to an address are found when its account is closed.
Index("ix_sent_mails_recipient", func.lower(SentMail.recipient), postgresql_where=SentMail.recipient != "")
