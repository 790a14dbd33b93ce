"""Remembers the devices of an account, so that its owner gets a mail about unusual log-ins."""

from sqlalchemy import select

from db.models.identity import Account, KnownDevice
from functions.identity.rules import is_unusual
from functions.runtime.database.unit_of_work import UnitOfWork


def remember_log_in(shop: UnitOfWork, account: Account, device: str | None) -> None:
    """Remembers the log-in, and requests a mail to its owner if it is unusual. The account is locked.

    An address that is not confirmed gets no mail: its reader may be a stranger.
    """
    name = device or ""
    found = shop.session.scalars(select(KnownDevice).where(KnownDevice.account_id == account.id))
    known = {each.device: each for each in found}
    last_log_ins = {each.device: each.last_log_in_at for each in known.values()}
    if account.email_confirmed_at is not None and is_unusual(name, last_log_ins, shop.now):
        # Imported here: most log-ins need no mail.
        from functions.identity.accounts.mail_links import send_notice

        send_notice(shop, "unusual-log-in", account)
    if name in known:
        known[name].last_log_in_at = shop.now
    else:
        shop.session.add(KnownDevice(account_id=account.id, device=name, last_log_in_at=shop.now))
