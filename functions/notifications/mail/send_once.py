"""At most one mail of a kind about a subject: the row says that it was sent, and is there only when it was."""

from db.models.notifications import SentMail
from functions.notifications.mail.mail_templates import Letter
from functions.notifications.mail.mailer import Mailer
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


def send_once(shop: UnitOfWork, mailer: Mailer, letter: Letter, *, kind: str, subject: str, recipient: str) -> None:
    """Sends the letter, unless it was sent before. Where it was sent but not recorded, it is sent again as itself."""
    sent = {"subject": subject, "kind": kind, "recipient": recipient}
    if insert_if_absent(shop.session, SentMail, **sent, sent_at=shop.now):
        mailer.send(letter, recipient, f"{kind}/{subject}", shop.now)
