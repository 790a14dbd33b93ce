"""Creates the accounts of a demo shop, one for each role."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from db.models.identity import Role
from functions.identity.accounts.accounts import NewAccount
from functions.identity.accounts.passwords import Passwords
from functions.identity.accounts.provisioning import provision_account

NAMES: Mapping[Role, str] = {"shopper": "Sam Shopper", "staff": "Stefanie Staff", "admin": "Ada Admin"}


def provide_people(sessions: Callable[[], Session], logins: Mapping[Role, Mapping[str, str]]) -> None:
    """Creates the accounts, by role; existing accounts get these passwords."""
    passwords = Passwords()
    with sessions() as session, session.begin():
        for role, login in logins.items():
            new = NewAccount(login["email"], passwords.hash(login["password"]), NAMES[role], role)
            provision_account(session, new, datetime.now(UTC))
