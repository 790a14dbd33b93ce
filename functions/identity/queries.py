"""SELECT statements on tables of other contexts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models.notifications import SentMail


def mails_sent_to(session: Session, email: str, limit: int) -> Sequence[Row[Any]]:
    """The mails that were sent to the address, the newest first, while it is known where they went."""
    its = func.lower(SentMail.recipient) == func.lower(email), SentMail.recipient != ""
    found = select(SentMail.kind.label("name"), SentMail.subject.label("about"), SentMail.sent_at).where(*its)
    return session.execute(found.order_by(SentMail.sent_at.desc()).limit(limit)).all()
