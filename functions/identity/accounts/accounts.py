"""Finds and creates accounts; an e-mail address has at most one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import false, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.identity import Account, Role
from functions.identity.errors import AccountInactive, AddressTaken


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    password_hash: str
    name: str = ""
    role: Role = "shopper"
    is_confirmed: bool = False
    language: str | None = None


def create_account(session: Session, new: NewAccount, now: datetime) -> UUID | None:
    """The new account's id; None, with nothing changed, if the address is in use."""
    values = {"email": new.email, "password_hash": new.password_hash, "name": new.name, "role": new.role}
    confirmed_at = now if new.is_confirmed else None
    query = insert(Account).values(**values, language=new.language, created_at=now, email_confirmed_at=confirmed_at)
    # An existing account is locked but not changed: the commit writes to disk in both cases,
    # so response times do not reveal whether the address is in use.
    query = query.on_conflict_do_update(
        index_elements=[func.lower(Account.email)], set_={"email": query.excluded.email}, where=false()
    )
    return session.scalar(query.returning(Account.id))


def account_by_email(session: Session, email: str) -> Account | None:
    """The account with this address, regardless of case."""
    return session.scalar(select(Account).where(func.lower(Account.email) == func.lower(email)))


def active_account(session: Session, account_id: UUID) -> Account:
    """The account of a signed-in caller. Raises AccountInactive: tokens remain valid after an account is disabled."""
    account = session.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        raise AccountInactive
    return account


def lock_account(session: Session, account: Account) -> None:
    """Locks and rereads the account, to serialize changes of its password and sessions.

    Raises AccountInactive if it was closed meanwhile.
    """
    locked = select(Account).where(Account.id == account.id).with_for_update(key_share=True)
    if session.scalar(locked.execution_options(populate_existing=True)) is None:
        raise AccountInactive


def give_address(session: Session, account: Account, email: str) -> None:
    """Changes the account's e-mail address; raises AddressTaken if another account has it by now."""
    owner = account_by_email(session, email)
    if owner is not None and owner.id != account.id:
        raise AddressTaken
    account.email = email
