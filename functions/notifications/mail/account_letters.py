"""The letters about accounts; their texts are in catalogues/."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from eventing.events.accounts import AccountMailKind
from functions.notifications.mail.letter import Letter

# Those whose page needs the token of a one-time link.
_WITH_LINK: frozenset[AccountMailKind] = frozenset(
    {"reset-password", "confirm-address", "change-address", "restore-address"}
)
_PATHS: Mapping[AccountMailKind, str] = MappingProxyType(
    {
        "reset-password": "/reset-password",
        "password-changed": "/forgot-password",
        "confirm-address": "/confirm-address",
        "address-in-use": "/forgot-password",
        "change-address": "/change-address",
        "restore-address": "/reset-password",
        "unusual-log-in": "/forgot-password",
    }
)


def account_letter(kind: AccountMailKind, mail_id: UUID) -> Letter:
    """The letter of this kind; if it has a one-time link, that has the mail's id."""
    link_id = str(mail_id) if kind in _WITH_LINK else ""
    return Letter(kind, ("what", "if-not-you"), path=_PATHS[kind], link_id=link_id)
