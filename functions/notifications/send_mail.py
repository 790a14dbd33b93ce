"""On shop.mail.due.v1 and shop.account.mail-requested.v1 — sends a mail at least once, with the same Message-ID.

Mails about orders are already written; those about accounts are written here. No transaction is open during the SMTP
session, so a slow mail server blocks nothing that an order needs.
"""

from collections.abc import Sequence
from dataclasses import replace

from db.models.notifications import DueMail
from eventing.events.accounts import AccountMailRequested
from eventing.events.mails import MailDue
from functions.notifications.errors import MailOutcomeUnknown
from functions.notifications.mail.due_mails import claim, mark_sent, release, write_of_account
from functions.notifications.mail.mailer import Mailer, mailer
from functions.runtime.adapters.event_operation import Transactions, event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import ShopError
from functions.runtime.security.link_tokens import link_keys


def _deliver(
    event: MailDue | AccountMailRequested, *, transactions: Transactions, mailer: Mailer, link_keys: Sequence[str]
) -> None:
    with transactions() as shop:
        if isinstance(event, AccountMailRequested):
            write_of_account(shop, event)
        mail = claim(shop, event.mail_id)
    if mail is not None:
        _send(mail, transactions, replace(mailer, link_keys=link_keys))


def _send(mail: DueMail, transactions: Transactions, mailer: Mailer) -> None:
    try:
        mailer.send(mail)
    except ShopError as failure:
        with transactions() as shop:
            release(shop, mail.id, may_have_arrived=isinstance(failure, MailOutcomeUnknown))
        raise


@event_operation(first=_deliver, mailer=mailer, link_keys=link_keys)
def send_mail(event: MailDue | AccountMailRequested, *, shop: UnitOfWork) -> None:
    mark_sent(shop, event.mail_id)
