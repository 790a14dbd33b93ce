"""On shop.mail.due.v1, shop.account.mail-requested.v1 and shop.invoice.issued.v1 — sends a mail at least once, with the
same Message-ID.

Mails about orders are already written; those about accounts, and those that bring an invoice, are written here. No
transaction is open while render-invoice draws and during the SMTP session, so neither blocks what an order needs.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from db.models.notifications import DueMail
from eventing.events.accounts import AccountMailRequested
from eventing.events.invoices import InvoiceIssued
from eventing.events.mails import MailDue
from functions.notifications.errors import MailOutcomeUnknown
from functions.notifications.mail.attachments import Draw, drawn, write_of_invoice
from functions.notifications.mail.due_mails import claim, mark_sent, release, write_of_account
from functions.notifications.mail.mailer import Mailer, mailer
from functions.runtime.adapters.event_operation import Transactions, event_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import ShopError
from functions.runtime.security.link_tokens import link_keys

MailEvent = MailDue | AccountMailRequested | InvoiceIssued


def _deliver(
    event: MailEvent, *, transactions: Transactions, mailer: Mailer, link_keys: Sequence[str], draw: Draw
) -> None:
    with transactions() as shop:
        if isinstance(event, AccountMailRequested):
            write_of_account(shop, event)
        if isinstance(event, InvoiceIssued):
            write_of_invoice(shop, event)
        mail = claim(shop, _mail_of(event))
    if mail is not None:
        _send(mail, transactions, replace(mailer, link_keys=link_keys, draw=draw))


def _mail_of(event: MailEvent) -> UUID:
    return event.invoice_id if isinstance(event, InvoiceIssued) else event.mail_id


def _send(mail: DueMail, transactions: Transactions, mailer: Mailer) -> None:
    try:
        mailer.send(mail)
    except ShopError as failure:
        with transactions() as shop:
            release(shop, mail.id, may_have_arrived=isinstance(failure, MailOutcomeUnknown))
        raise


@event_operation(first=_deliver, mailer=mailer, link_keys=link_keys, draw=lambda: drawn)
def send_mail(event: MailEvent, *, shop: UnitOfWork) -> None:
    mark_sent(shop, _mail_of(event))
