"""Writes the mails about orders."""

from dataclasses import replace

from db.models.base import new_key
from eventing.events.mails import MailDue
from eventing.events.orders import OrderEvent
from functions.notifications.mail.content import MailContent
from functions.notifications.mail.due_mails import store
from functions.notifications.queries import language_of
from functions.runtime.database.unit_of_work import UnitOfWork


def write_once(shop: UnitOfWork, content: MailContent, event: OrderEvent, *, recipient: str, subject: str = "") -> None:
    """Stores a mail in the order's language, unless one of its kind about the subject exists.

    By default, the subject is the event's.
    """
    mail_id, content = new_key(), replace(content, language=language_of(shop.session, event.order_id))
    if store(shop, mail_id, content, recipient, subject=subject or event.subject):
        shop.announce(MailDue(mail_id=mail_id, order_id=event.order_id, number=event.number))
