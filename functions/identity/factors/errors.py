"""Errors of second factors."""

from functions.runtime.errors import Conflict, Forbidden


class SecondFactorMissing(Conflict):
    slug, title = "second-factor-missing", "There is no second factor yet"

    def __init__(self) -> None:
        super().__init__("Enrol an authenticator app first.")


class StaffOnly(Forbidden):
    """Only staff have second factors, so a stranger who registered an address cannot leave a factor on it."""

    slug, title = "staff-only", "Only the staff have a second factor"


class SecondFactorRefused(Forbidden):
    """The code is wrong, too old or was used before; after some wrong codes, the next one is refused for a while."""

    slug, title = "second-factor-refused", "This code is not valid"
    # The wrong code is counted.
    keeps_effects = True

    def __init__(self, wait_seconds: int) -> None:
        how = f"Wait {wait_seconds} seconds, then enter" if wait_seconds else "Enter"
        super().__init__(f"{how} the newest code of your app, or a recovery code.", wait_seconds=wait_seconds)
