"""Errors of accounts, log-ins and sessions."""

from functions.runtime.errors import Conflict, Forbidden, NotFound, Unauthenticated


class LogInRefused(Unauthenticated):
    """Unknown address, wrong password or disabled account; the response is the same."""

    slug, title = "log-in-refused", "The log-in failed"

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is wrong.")


class SessionEnded(Unauthenticated):
    """The refresh token is unknown, expired, or was used before, which ends its session."""

    slug, title = "session-ended", "This session has ended"
    keeps_effects = True

    def __init__(self) -> None:
        super().__init__("Log in again.")


class ConfirmationRefused(Forbidden):
    """The password is neither the account's nor the one of the registration that this link was mailed for."""

    slug, title = "confirmation-refused", "The address was not confirmed"

    def __init__(self) -> None:
        super().__init__("Enter the password that you chose when you asked for this mail, or set a new one.")


class LinkUnknown(NotFound):
    """The link of a mail was not made by the shop, was used, has expired, or was replaced; the response is the same."""

    slug, title = "link-unknown", "This link is no longer valid"

    def __init__(self) -> None:
        super().__init__("Ask for a new mail, and use the newest one.")


class AddressTaken(Conflict):
    """Another account has taken the address since the link was mailed to it."""

    slug, title = "address-taken", "This address has another account by now"

    def __init__(self) -> None:
        super().__init__("Log in with the account of this address, or ask the shop for help.")


class AccountInactive(Unauthenticated):
    """The caller's account was disabled or deleted after the access token was issued."""

    slug, title = "account-inactive", "This account is no longer active"

    def __init__(self) -> None:
        super().__init__("Log in with another account.")


class PersonUnknown(NotFound):
    """There is no account with this id, or it does not belong to the staff."""

    slug, title = "person-unknown", "There is no such person among the staff"


class OwnRights(Forbidden):
    """Staff cannot change their own rights, so that an administrator always remains."""

    slug, title = "own-rights", "These are your own rights"

    def __init__(self) -> None:
        super().__init__("Ask another administrator to change them.")


class RoleTooHigh(Forbidden):
    """The role permits more than the caller is permitted."""

    slug, title = "role-too-high", "This role permits more than yours"

    def __init__(self) -> None:
        super().__init__("Ask a member of the staff whose role permits all that this one does.")


class AlreadyStaff(Conflict):
    slug, title = "already-staff", "This person is among the staff already"

    def __init__(self) -> None:
        super().__init__("Change their role instead.")


class AccountDisabled(Conflict):
    """The account of this address or person is disabled."""

    slug, title = "account-disabled", "This account is disabled"

    def __init__(self) -> None:
        super().__init__("Enable it first.")


class CurrentPasswordWrong(Forbidden):
    slug, title = "current-password-wrong", "The current password is wrong"

    def __init__(self) -> None:
        super().__init__("Enter the password that you log in with now.")


class StillStaff(Conflict):
    """The caller's account has a role of the staff, whose actions its name explains."""

    slug, title = "still-staff", "This account belongs to the staff"

    def __init__(self) -> None:
        super().__init__("Ask an administrator to end your role first; then close the account.")


class ClosureUnknown(NotFound):
    slug, title = "closure-unknown", "No such account was closed"
