"""Sent mails: at most one of a kind per subject."""

import uuid
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Table


class SentMail(Table):
    __tablename__ = "sent_mails"
    __table_args__ = (
        UniqueConstraint("subject", "kind"),
        Index("ix_sent_mails_personal", "sent_at", postgresql_where=text("recipient <> ''")),
        {"schema": "notifications"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    # What the mail is about, such as an order or a refund.
    subject: Mapped[str]
    kind: Mapped[str]
    recipient: Mapped[str]
    sent_at: Mapped[datetime]
