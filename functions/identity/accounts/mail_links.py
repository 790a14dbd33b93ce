"""Requests and uses the one-time links that are sent by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select, update

from db.models.base import new_key
from db.models.identity import Account, LinkPurpose, MailLink
from eventing.events.accounts import AccountMailKind, AccountMailRequested
from functions.identity.accounts.accounts import NewAccount, account_by_email, lock_account
from functions.identity.errors import LinkUnknown
from functions.identity.rules import LINK_LIFETIME, LINKS_COUNTED_FOR, LINKS_MAX
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.security.link_tokens import link_of

# The others are for the address that they were mailed to.
_FOR_PRESENT_ADDRESS: frozenset[LinkPurpose] = frozenset({"reset-password", "confirm-address", "invitation"})


@dataclass(frozen=True, slots=True)
class UsedLink:
    """A link that was open until now, and its account, locked."""

    link: MailLink
    account: Account


def request_link(
    shop: UnitOfWork,
    purpose: Literal["reset-password", "confirm-address", "invitation"],
    email: str,
    account: Account | None,
    registered: NewAccount | None = None,
) -> None:
    """Has a link mailed to the account's address as it was registered; for None, does the same work and mails nothing.

    It also mails nothing if LINKS_MAX links were requested for the address recently.
    """
    link = MailLink(purpose=purpose, account_id=account.id if account is not None else None)
    if registered is not None:
        link.password_hash, link.name, link.language = registered.password_hash, registered.name, registered.language
    _request(shop, link, purpose, account.email if account is not None else email, account)


def request_change(shop: UnitOfWork, email: str, account: Account) -> None:
    """Has a link mailed to the account's new address; if that has an account, its owner gets a notice instead."""
    owner = account_by_email(shop.session, email)
    if owner is not None:
        request_notice(shop, "address-in-use", "change-address", owner)
    else:
        _request(shop, MailLink(purpose="change-address", account_id=account.id), "change-address", email, account)


def request_notice(shop: UnitOfWork, kind: AccountMailKind, in_place_of: LinkPurpose, account: Account) -> None:
    """Has a mail without a link sent in place of one with a link, so that both cases take the same time."""
    _request(shop, MailLink(purpose=in_place_of), kind, account.email, account)


def use_link(shop: UnitOfWork, token: str, keys: Sequence[str], *purposes: LinkPurpose) -> UsedLink:
    """Uses up the link and the account's other links of its purpose; raises LinkUnknown if it is not open."""
    link_id = link_of(keys, token)
    link = shop.session.get(MailLink, link_id) if link_id is not None else None
    if link is None or link.purpose not in purposes or link.account_id is None or link.expires_at <= shop.now:
        raise LinkUnknown
    account = shop.session.get_one(Account, link.account_id)
    lock_account(shop.session, account)
    if link.id not in _use_up(shop, link) or account.disabled_at is not None or _is_of_former_address(link, account):
        raise LinkUnknown
    return UsedLink(link, account)


def mail_restoring_link(shop: UnitOfWork, account: Account) -> None:
    """Mails a link to the address that the account is about to lose; the link restores that address."""
    link = MailLink(purpose="restore-address", account_id=account.id, email=account.email, language=account.language)
    _add(shop, link, "restore-address", recipient=account.email)


def send_notice(shop: UnitOfWork, kind: AccountMailKind, account: Account) -> None:
    """Has a mail without a link sent to the account's address."""
    recipient, language = account.email, account.language
    shop.announce(AccountMailRequested(mail_id=new_key(), kind=kind, recipient=recipient, language=language))


def _request(shop: UnitOfWork, link: MailLink, kind: AccountMailKind, email: str, account: Account | None) -> None:
    link.email = email
    if link.language is None and account is not None:
        link.language = account.language
    # Counted in either case, for the time that it takes.
    is_mailed = _requested_recently(shop, link) < LINKS_MAX and account is not None and account.disabled_at is None
    _add(shop, link, kind, recipient=email if is_mailed else None)


def _add(shop: UnitOfWork, link: MailLink, kind: AccountMailKind, *, recipient: str | None) -> None:
    """Stores the link, and has it mailed unless there is no recipient."""
    link.id = new_key()
    link.requested_at, link.expires_at = shop.now, shop.now + LINK_LIFETIME[link.purpose]
    shop.session.add(link)
    shop.announce(AccountMailRequested(mail_id=link.id, kind=kind, recipient=recipient, language=link.language))


def _use_up(shop: UnitOfWork, link: MailLink) -> Sequence[UUID]:
    same = MailLink.account_id == link.account_id, MailLink.purpose == link.purpose, MailLink.used_at.is_(None)
    # The older ones of a way back remain: who changed the address last must not shut out those who had one before.
    newer = (MailLink.requested_at >= link.requested_at,) if link.purpose == "restore-address" else ()
    used = update(MailLink).where(*same, *newer).values(used_at=shop.now).returning(MailLink.id)
    return shop.session.scalars(used).all()


def _is_of_former_address(link: MailLink, account: Account) -> bool:
    """Whether the address has changed since: the reader of the former one has no right to the account."""
    return link.purpose in _FOR_PRESENT_ADDRESS and account.email.lower() != link.email.lower()


def _requested_recently(shop: UnitOfWork, link: MailLink) -> int:
    same = func.lower(MailLink.email) == func.lower(link.email), MailLink.purpose == link.purpose
    counted = select(func.count()).select_from(MailLink).where(*same)
    return shop.session.scalar(counted.where(MailLink.requested_at > shop.now - LINKS_COUNTED_FOR)) or 0
