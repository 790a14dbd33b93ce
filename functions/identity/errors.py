"""Errors of accounts, log-ins and sessions."""

from functions.runtime.errors import Forbidden, Unauthenticated


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


class AccountInactive(Unauthenticated):
    """The caller's account was disabled or deleted after the access token was issued."""

    slug, title = "account-inactive", "This account is no longer active"

    def __init__(self) -> None:
        super().__init__("Log in with another account.")


class CurrentPasswordWrong(Forbidden):
    slug, title = "current-password-wrong", "The current password is wrong"

    def __init__(self) -> None:
        super().__init__("Enter the password that you log in with now.")
