"""On shop.mail.due.v1 — sends a mail that was written; at least once, and always with the same Message-ID.

No transaction is open while the mail server is asked, so a slow one holds nothing that an order needs.
"""

from db.models.notifications import DueMail
from eventing.events.mails import MailDue
from functions.notifications.errors import MailOutcomeUnknown
from functions.notifications.mail.due_mails import claim, mark_sent, release
from functions.notifications.mail.mailer import Mailer, mailer
from functions.runtime.adapters.event_operation import Transactions, event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import ShopError


def _deliver(event: MailDue, *, transactions: Transactions, mailer: Mailer) -> None:
    with transactions() as shop:
        mail = claim(shop, event.mail_id)
    if mail is not None:
        _send(mail, transactions, mailer)


def _send(mail: DueMail, transactions: Transactions, mailer: Mailer) -> None:
    try:
        mailer.send(mail)
    except ShopError as failure:
        with transactions() as shop:
            release(shop, mail.id, may_have_arrived=isinstance(failure, MailOutcomeUnknown))
        raise


@event_operation(first=_deliver, mailer=mailer)
def send_mail(event: MailDue, *, shop: UnitOfWork) -> None:
    mark_sent(shop, event.mail_id)
