"""Builds the content of mails about accounts; their texts are in texts/."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from eventing.events.accounts import AccountMailKind
from functions.notifications.mail.content import MailContent

# Those whose page needs the token of a one-time link.
_WITH_LINK: frozenset[AccountMailKind] = frozenset(
    {"reset-password", "confirm-address", "change-address", "restore-address", "invitation"}
)
# The page that each leads to, and what that is for.
_PAGES: Mapping[AccountMailKind, tuple[str, str]] = MappingProxyType(
    {
        "reset-password": ("/reset-password", "set-password"),
        "password-changed": ("/forgot-password", "set-password"),
        "confirm-address": ("/confirm-address", "confirm-address"),
        "address-in-use": ("/forgot-password", "set-password"),
        "change-address": ("/change-address", "confirm-address"),
        "restore-address": ("/reset-password", "restore-address"),
        "unusual-log-in": ("/forgot-password", "set-password"),
        "invitation": ("/reset-password", "set-password"),
        "account-closed": ("/order-look-up", "look-up-order"),
        "data-downloaded": ("/forgot-password", "set-password"),
        "passkey-added": ("/forgot-password", "set-password"),
        "passkey-removed": ("/forgot-password", "set-password"),
    }
)


def account_content(kind: AccountMailKind, mail_id: UUID) -> MailContent:
    """The mail of this kind; its one-time link, if any, has the mail's id."""
    link_id = str(mail_id) if kind in _WITH_LINK else ""
    path, action = _PAGES[kind]
    if kind == "account-closed":
        values = {"reference": str(mail_id)}
        return MailContent(kind, ("what", "kept", "reference", "if-not-you"), values, path=path, action=action)
    return MailContent(kind, ("what", "if-not-you"), path=path, link_id=link_id, action=action)
