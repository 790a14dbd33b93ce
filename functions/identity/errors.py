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
    """The password is neither the account's nor the one with which the address was registered for this link."""

    slug, title = "confirmation-refused", "The address was not confirmed"

    def __init__(self) -> None:
        super().__init__("Enter the password that you chose when you asked for this mail, or set a new one.")


class LinkUnknown(NotFound):
    """The link of a mail was not made by the shop, was used, has expired, or was replaced; the response is the same."""

    slug, title = "link-unknown", "This link is no longer valid"

    def __init__(self) -> None:
        super().__init__("Ask for a new mail, and use the newest one.")


class AddressTaken(Conflict):
    """Another account has got the address since the link was mailed to it."""

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
    """Nobody changes their own rights, so that an administrator always remains."""

    slug, title = "own-rights", "These are your own rights"

    def __init__(self) -> None:
        super().__init__("Ask another administrator to change them.")


class RoleTooHigh(Forbidden):
    """The role permits more than the caller is permitted."""

    slug, title = "role-too-high", "This role permits more than yours"

    def __init__(self) -> None:
        super().__init__("Ask somebody whose role permits all that this one does.")


class AlreadyStaff(Conflict):
    slug, title = "already-staff", "This person is among the staff already"

    def __init__(self) -> None:
        super().__init__("Change their role instead.")


class AccountDisabled(Conflict):
    """The account of this address or person is disabled."""

    slug, title = "account-disabled", "This account is disabled"

    def __init__(self) -> None:
        super().__init__("Enable it first.")


class SecondFactorMissing(Conflict):
    slug, title = "second-factor-missing", "There is no second factor yet"

    def __init__(self) -> None:
        super().__init__("Enrol an authenticator app first.")


class SecondFactorRefused(Forbidden):
    """The code is wrong, too old or was used before. After some wrong codes, the next one has to wait."""

    slug, title = "second-factor-refused", "This code is not valid"
    # The wrong code is counted.
    keeps_effects = True

    def __init__(self, wait_seconds: int) -> None:
        how = f"Wait {wait_seconds} seconds, then enter" if wait_seconds else "Enter"
        super().__init__(f"{how} the newest code of your app, or a recovery code.", wait_seconds=wait_seconds)


class RoleFixed(Conflict):
    """Every shop has the role of administrators, with every permission, and that of managers."""

    slug, title = "role-fixed", "This role stays as it is"

    def __init__(self) -> None:
        super().__init__("Make another role instead.")


class RoleUnknown(NotFound):
    slug, title = "role-unknown", "There is no such role"


class RoleInUse(Conflict):
    """Somebody has the role, or is invited to it."""

    slug, title = "role-in-use", "Somebody has this role"

    def __init__(self) -> None:
        super().__init__("Give them another role first.")


class CurrentPasswordWrong(Forbidden):
    slug, title = "current-password-wrong", "The current password is wrong"

    def __init__(self) -> None:
        super().__init__("Enter the password that you log in with now.")
