"""Events of accounts."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime

from eventing.events import Event

AccountMailKind = Literal[
    "reset-password",
    "password-changed",
    "confirm-address",
    "address-in-use",
    "change-address",
    "restore-address",
    "unusual-log-in",
    "invitation",
    "account-closed",
    "data-downloaded",
    "passkey-added",
    "passkey-removed",
]


class AccountMailRequested(Event):
    """A mail about an account is to be sent; if it has a one-time link, `mail_id` is the link's id.

    Without a recipient, no mail is sent. The event is announced nevertheless, so that a request for an address takes
    the same time whether or not it has an account. Without a language, the mail is written in the shop's.
    """

    TYPE = "shop.account.mail-requested.v1"
    mail_id: UUID
    kind: AccountMailKind
    recipient: str | None
    language: str | None = None

    @property
    def subject(self) -> str:
        return str(self.mail_id)


class AccountAddressConfirmed(Event):
    """The account's owner has shown that they read mails to its address; announced each time."""

    TYPE = "shop.account.address-confirmed.v1"
    account_id: UUID
    email: str
    confirmed_at: AwareDatetime

    @property
    def subject(self) -> str:
        return str(self.account_id)
