"""`make admin EMAIL=…` creates an administrator of the local shop, and asks for the password."""

import getpass
import os
import sys
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from functions.identity.accounts.accounts import NewAccount
from functions.identity.accounts.password_rules import SYSTEM, password_problem
from functions.identity.accounts.passwords import Passwords, common_passwords
from functions.identity.accounts.provisioning import provision_account
from functions.identity.rules import PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN
from functions.runtime.fields import Email
from local.errors import InvalidSetting, run_command
from local.postgres.logins import shop_sessions
from local.settings import LocalSettings


def main() -> None:
    email = sys.argv[1] if len(sys.argv) > 1 else ""
    new = NewAccount(_address(email), Passwords().hash(_password(email)), role="admin")
    with shop_sessions(LocalSettings.from_environment(os.environ)) as sessions, sessions.begin() as session:
        is_new = provision_account(session, new, datetime.now(UTC))
    print(f"{email} is {'' if is_new else 'now '}an administrator and can log in with this password.")


def _address(email: str) -> str:
    try:
        return TypeAdapter[str](Email).validate_python(email)
    except ValidationError:
        raise InvalidSetting("EMAIL must be the account's address: make admin EMAIL=you@example.org") from None


def _password(email: str) -> str:
    """Reads the password: typed twice at a terminal, otherwise one line of standard input."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    elif (password := getpass.getpass("Password: ")) != getpass.getpass("Repeat the password: "):
        raise InvalidSetting("The passwords differ; nothing was changed.")
    if not PASSWORD_LENGTH_MIN <= len(password) <= PASSWORD_LENGTH_MAX:
        raise InvalidSetting(f"A password has {PASSWORD_LENGTH_MIN} to {PASSWORD_LENGTH_MAX} characters.")
    if problem := password_problem(password, email, SYSTEM, common_passwords()):
        raise InvalidSetting(f"The password {problem}; nothing was changed.")
    return password


if __name__ == "__main__":
    run_command(main)
