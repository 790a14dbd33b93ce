"""Errors of passkeys."""

from functions.runtime.errors import Conflict, Forbidden, NotFound


class PasskeyRefused(Forbidden):
    """The passkey is unknown, or did not answer a challenge of the last minutes that it had not answered before."""

    slug, title = "passkey-refused", "This passkey was not accepted"

    def __init__(self) -> None:
        super().__init__("Begin again and choose another passkey, or use your password.")


class PasskeyKnown(Conflict):
    slug, title = "passkey-known", "This passkey was added before"

    def __init__(self) -> None:
        super().__init__("Choose another device or security key, or log in with this one.")


class TooManyPasskeys(Conflict):
    slug, title = "too-many-passkeys", "This account has as many passkeys as it may have"

    def __init__(self) -> None:
        super().__init__("Remove one that you no longer use.")


class PasskeyUnknown(NotFound):
    """The account has no such passkey."""

    slug, title = "passkey-unknown", "There is no such passkey"


class AddressUnconfirmed(Conflict):
    """Nobody has followed the link of a mail to the account's address, so a stranger may have registered it.

    A passkey of theirs would outlast the owner's new password.
    """

    slug, title = "address-unconfirmed", "The e-mail address is not confirmed yet"

    def __init__(self) -> None:
        super().__init__("Follow the link in the mail that was sent to it first, or ask for a new password.")
