"""On shop.account.closed.v1 — erases where the account's mails were sent, and answers.

Mails that are due are still sent: they are about orders on their way, or say that the account is closed.
"""

from sqlalchemy import func, select, update

from db.models.notifications import DueMail, SentMail
from eventing.events.closures import AccountClosed, KeptData, MailAccountErased
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.retention import kept_until
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def erase_account_mails(event: AccountClosed, *, shop: UnitOfWork) -> None:
    erased = _erase_recipients(shop, event)
    shop.announce(
        MailAccountErased(
            account_id=event.account_id,
            erased={"mail_recipients": erased} if erased else {},
            kept=_due(shop, event),
            answered_at=shop.now,
        )
    )


def _erase_recipients(shop: UnitOfWork, event: AccountClosed) -> int:
    """Erases the address from the mails sent to it until then; later ones may be another account's."""
    its = func.lower(SentMail.recipient) == func.lower(event.email), SentMail.recipient != ""
    erase = update(SentMail).where(*its, SentMail.sent_at <= event.closed_at).values(recipient="")
    erased = erase.returning(SentMail.id).execution_options(synchronize_session=False)
    return len(shop.session.scalars(erased).all())


def _due(shop: UnitOfWork, event: AccountClosed) -> list[KeptData]:
    its = func.lower(DueMail.recipient) == func.lower(event.email)
    rows = shop.session.scalar(select(func.count()).select_from(DueMail).where(its)) or 0
    until = kept_until("UNSENT_MAILS_KEPT", shop.now)
    return [KeptData(data="unsent_mails", rows=rows, reason="unsent", until=until)] if rows else []
