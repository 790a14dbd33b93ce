"""Sends at most one mail of a kind about a subject; the row is committed only if the mail was sent."""

from db.models.notifications import SentMail
from functions.notifications.mail.mail_templates import Letter
from functions.notifications.mail.mailer import Mailer
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


def send_once(shop: UnitOfWork, mailer: Mailer, letter: Letter, *, kind: str, subject: str, recipient: str) -> None:
    """Sends the mail unless it is recorded as sent. If recording failed, it is sent again with the same Message-ID."""
    sent = {"subject": subject, "kind": kind, "recipient": recipient}
    if insert_if_absent(shop.session, SentMail, **sent, sent_at=shop.now):
        mailer.send(letter, recipient, f"{kind}/{subject}", shop.now)
