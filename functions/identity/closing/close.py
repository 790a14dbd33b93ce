"""Closes accounts: erases what identity holds of one, and has the other contexts erase what they hold."""

from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete

from db.models.api_keys import ApiKey
from db.models.base import new_key
from db.models.closures import Closure, Erasure
from db.models.identity import Account, KnownDevice, LoginSession, MailLink
from db.models.second_factors import Passkey, RecoveryCode, SecondFactor
from eventing.codes import DataKind
from eventing.events.accounts import AccountMailRequested
from eventing.events.closures import AccountClosed
from functions.runtime.database.unit_of_work import UnitOfWork

# The account's rows in each table; sessions whose rows are deleted are revoked by a trigger.
_TABLES: tuple[tuple[DataKind, Any], ...] = (
    ("sessions", LoginSession),
    ("devices", KnownDevice),
    ("mail_links", MailLink),
    ("second_factor", RecoveryCode),
    ("second_factor", SecondFactor),
    ("second_factor", Passkey),
    ("api_keys", ApiKey),
)


def close(shop: UnitOfWork, account: Account) -> UUID:
    """Deletes the locked account and all that belongs to it, announces it, and returns the certificate's id.

    The last mail goes to the address that the event carries, since nothing else knows it afterwards.
    """
    closure = Closure(id=new_key(), account_id=account.id, closed_at=shop.now)
    mail = AccountMailRequested(
        mail_id=closure.id, kind="account-closed", recipient=account.email, language=account.language
    )
    closed = AccountClosed(account_id=account.id, email=account.email, closed_at=shop.now)
    shop.session.add(closure)
    shop.session.flush()
    shop.session.add(_erasure(shop, closure, _erased(shop, account)))
    shop.announce(mail)
    shop.announce(closed)
    return closure.id


def _erased(shop: UnitOfWork, account: Account) -> dict[DataKind, int]:
    """Deletes the account's rows; returns the numbers by kind of data."""
    erased: dict[DataKind, int] = {"account": 1}
    for kind, table in _TABLES:
        deleted = shop.session.execute(delete(table).where(table.account_id == account.id))
        assert isinstance(deleted, CursorResult)
        erased[kind] = erased.get(kind, 0) + deleted.rowcount
    shop.session.delete(account)
    return {kind: rows for kind, rows in erased.items() if rows}


def _erasure(shop: UnitOfWork, closure: Closure, erased: dict[DataKind, int]) -> Erasure:
    return Erasure(closure_id=closure.id, context="identity", erased=dict(erased), kept=[], answered_at=shop.now)
