"""Sends at most one mail of a kind about a subject; the row is committed only if the mail was sent."""

from sqlalchemy.dialects.postgresql import insert

from db.models.notifications import SentMail
from functions.notifications.mail.mail_templates import Letter
from functions.notifications.mail.mailer import Mailer
from functions.runtime.database.unit_of_work import UnitOfWork


def send_once(shop: UnitOfWork, mailer: Mailer, letter: Letter, *, kind: str, subject: str, recipient: str) -> None:
    """Sends the mail unless it is recorded as sent. If recording failed, it is sent again with the same Message-ID."""
    entry = insert(SentMail).values(subject=subject, kind=kind, recipient=recipient, sent_at=shop.now)
    if shop.session.scalar(entry.on_conflict_do_nothing().returning(SentMail.id)) is not None:
        mailer.send(letter, recipient, f"{kind}/{subject}", shop.now)
