"""Templates of the mails about accounts."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from eventing.events.accounts import AccountMailKind
from functions.notifications.mail.mail_templates import Letter

# Those whose page needs the token of a one-time link.
_WITH_LINK: frozenset[AccountMailKind] = frozenset(
    {"reset-password", "confirm-address", "change-address", "restore-address"}
)
_LETTERS: Mapping[AccountMailKind, Letter] = MappingProxyType(
    {
        "reset-password": Letter(
            subject="Set a new password",
            paragraphs=(
                "You asked for a new password. This link lets you set one; it is valid for an hour, and once.",
                "If you did not ask for it, ignore this mail: your password stays as it is.",
            ),
            path="/reset-password",
        ),
        "password-changed": Letter(
            subject="Your password was changed",
            paragraphs=(
                "The password of your account was changed, and all of its devices have been logged out.",
                "If this was not you, set a new password with this page.",
            ),
            path="/forgot-password",
        ),
        "confirm-address": Letter(
            subject="Confirm your e-mail address",
            paragraphs=(
                "An account was registered with this address. To confirm that it is yours, follow this link within a "
                "day and enter the password that you chose.",
                "If you did not register, ignore this mail.",
            ),
            path="/confirm-address",
        ),
        "address-in-use": Letter(
            subject="You already have an account",
            paragraphs=(
                "Someone, perhaps you, tried to use this address for an account, and it has one. Nothing was changed.",
                "If you have forgotten your password, set a new one with this page.",
            ),
            path="/forgot-password",
        ),
        "change-address": Letter(
            subject="Confirm your new e-mail address",
            paragraphs=(
                "You asked to use this address for your account. To confirm that it is yours, follow this link within "
                "a day and enter your password.",
                "If you did not ask for it, ignore this mail.",
            ),
            path="/change-address",
        ),
        "restore-address": Letter(
            subject="Your e-mail address was changed",
            paragraphs=(
                "Your account has another e-mail address from now on, and this one is no longer used.",
                "If this was not you, follow this link within two weeks and set a new password: your account gets this "
                "address back, and everyone is logged out.",
            ),
            path="/reset-password",
        ),
        "unusual-log-in": Letter(
            subject="A new log-in to your account",
            paragraphs=(
                "Someone, probably you, has logged in to your account with a device that is new or was not used for "
                "long. The page of your account shows all that are logged in.",
                "If this was not you, set a new password with this page: everyone is logged out then.",
            ),
            path="/forgot-password",
        ),
    }
)


def account_letter(kind: AccountMailKind, mail_id: UUID) -> Letter:
    """The mail of this kind; if it has a one-time link, that has the mail's id."""
    letter = _LETTERS[kind]
    return replace(letter, link_id=str(mail_id)) if kind in _WITH_LINK else letter
