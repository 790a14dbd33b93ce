"""What can be wrong with an account, a log-in or a session."""

from functions.runtime.errors import Forbidden, Unauthenticated


class LogInRefused(Unauthenticated):
    """Unknown address, wrong password or disabled account: the three answer alike."""

    slug, title = "log-in-refused", "The log-in is refused"

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is not right.")


class SessionEnded(Unauthenticated):
    """The refresh token is unknown, expired, or was used before; in the last case its session is ended by it."""

    slug, title = "session-ended", "This session has ended"
    keeps_effects = True

    def __init__(self) -> None:
        super().__init__("Log in again.")


class AccountInactive(Unauthenticated):
    """The caller's account was disabled or removed after the access token was made."""

    slug, title = "account-inactive", "This account cannot be used any more"

    def __init__(self) -> None:
        super().__init__("Log in with another account.")


class CurrentPasswordWrong(Forbidden):
    slug, title = "current-password-wrong", "The current password is not right"

    def __init__(self) -> None:
        super().__init__("Give the password that you log in with now.")
