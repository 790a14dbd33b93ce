"""Stores mails until they are sent: each is written once, claimed for each attempt, and deleted when it is sent.

A mail is sent at least once. If the outcome of an attempt is unknown, because the mail server did not answer or this
process died, the mail is sent again, after a long delay and seldom. Mail programs show copies with the same Message-ID
as one.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, select

from db.models.base import new_key
from db.models.notifications import DueMail, SentMail
from eventing.events.accounts import AccountMailRequested
from eventing.times import MAIL_CLAIM
from functions.notifications.mail.account_content import account_content
from functions.notifications.mail.content import MailContent
from functions.notifications.rules import recipient_to_keep, wait_after_unknown_outcome
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import TooEarly


def store(shop: UnitOfWork, mail_id: UUID, content: MailContent, recipient: str, *, subject: str) -> bool:
    """Stores the mail, unless it is stored or was sent, or its recipient is erased; returns whether it was stored."""
    if not recipient:
        return False
    about = {"subject": subject, "kind": content.kind}
    stored = {"recipient": recipient, "content": content.stored(), "written_at": shop.now, "attempts": 0}
    if not insert_if_absent(shop.session, DueMail, id=mail_id, **about, **stored):
        return False
    # Looked up after the insert, which waits for a transaction that records the same mail as sent.
    if shop.session.scalar(select(SentMail.id).filter_by(**about)) is not None:
        shop.session.execute(delete(DueMail).where(DueMail.id == mail_id))
        return False
    return True


def write_of_account(shop: UnitOfWork, event: AccountMailRequested) -> None:
    """Stores the mail about an account that the event requests, under the id in the event, unless it was sent."""
    if event.recipient is not None:
        content = replace(account_content(event.kind, event.mail_id), language=event.language)
        store(shop, event.mail_id, content, event.recipient, subject=event.subject)


def claim(shop: UnitOfWork, mail_id: UUID) -> DueMail | None:
    """Claims the mail for an attempt to send it; None if it is sent. Raises TooEarly during another attempt."""
    mail = _locked(shop, mail_id)
    if mail is None:
        return None
    if mail.claimed_until is not None and mail.claimed_until > shop.now:
        raise TooEarly(f"It is being sent, or may have arrived; the next attempt is at {mail.claimed_until:%H:%M:%S}.")
    mail.attempts, mail.claimed_until = mail.attempts + 1, shop.now + MAIL_CLAIM
    return mail


def release(shop: UnitOfWork, mail_id: UUID, *, may_have_arrived: bool) -> None:
    """Ends an attempt that failed: the mail may be sent again at once, or later if it may have arrived."""
    if (mail := _locked(shop, mail_id)) is not None:
        mail.claimed_until = shop.now + wait_after_unknown_outcome(mail.attempts) if may_have_arrived else None


def mark_sent(shop: UnitOfWork, mail_id: UUID) -> None:
    if (mail := _locked(shop, mail_id)) is not None:
        sent = {"subject": mail.subject, "kind": mail.kind, "recipient": recipient_to_keep(mail.kind, mail.recipient)}
        insert_if_absent(shop.session, SentMail, id=new_key(), sent_at=shop.now, **sent)
        shop.session.delete(mail)


def _locked(shop: UnitOfWork, mail_id: UUID) -> DueMail | None:
    return shop.session.get(DueMail, mail_id, with_for_update=True)
