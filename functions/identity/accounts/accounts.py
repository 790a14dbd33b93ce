"""Accounts: found by address or caller, and created, each address once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import false, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.identity import Account
from functions.identity.errors import AccountInactive


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    password_hash: str
    name: str = ""
    role: str = "shopper"


def create_account(session: Session, new: NewAccount, now: datetime) -> UUID | None:
    """The new account's id; None, with nothing changed, where the address is taken."""
    values = {"email": new.email, "password_hash": new.password_hash, "name": new.name, "role": new.role}
    query = insert(Account).values(**values, created_at=now)
    # The account that is there is locked though not changed: the commit then writes to disk either way,
    # and how long it takes does not tell whether the address was free.
    query = query.on_conflict_do_update(
        index_elements=[func.lower(Account.email)], set_={"email": query.excluded.email}, where=false()
    )
    return session.scalar(query.returning(Account.id))


def account_by_email(session: Session, email: str) -> Account | None:
    """The account with this address, in whatever case it is written."""
    return session.scalar(select(Account).where(func.lower(Account.email) == func.lower(email)))


def active_account(session: Session, account_id: UUID) -> Account:
    """The account of a signed-in caller; raises AccountInactive, because tokens outlive a disabled account."""
    account = session.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        raise AccountInactive
    return account


def lock_account(session: Session, account: Account) -> None:
    """Reads the account anew and holds it, so that its password and its sessions change one after the other."""
    session.refresh(account, with_for_update={"key_share": True})
