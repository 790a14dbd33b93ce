"""`python -m functions.identity.accounts.administrator` makes EMAIL an administrator; the first cannot be invited.

A link to set the password is mailed to the address: the operator never knows the password.
"""

import os
import secrets
import sys

from pydantic import TypeAdapter, ValidationError

from functions.identity.accounts.accounts import NewAccount, account_by_email
from functions.identity.accounts.mail_links import request_link
from functions.identity.accounts.passwords import Passwords
from functions.identity.accounts.provisioning import provision_account
from functions.runtime.adapters.relay_trigger import reach
from functions.runtime.database.connections import sessions
from functions.runtime.database.unit_of_work import UnitOfWork, database_time, transaction
from functions.runtime.fields import Email
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log


def invite_administrator(shop: UnitOfWork, email: str, passwords: Passwords) -> bool:
    """Provisions the account with a random password, and requests the link; returns whether it is new."""
    new = NewAccount(email, passwords.hash(secrets.token_urlsafe()), role="admin")
    is_new = provision_account(shop.session, new, shop.now)
    request_link(shop, "reset-password", email, account_by_email(shop.session, email))
    return is_new


def main() -> int:
    try:
        email = TypeAdapter[str](Email).validate_python(os.environ.get("EMAIL", ""))
    except ValidationError:
        log("EMAIL must be an address, such as you@example.org", level="error")
        return 1
    with transaction(sessions(), database_time, _call_relay) as shop:
        is_new = invite_administrator(shop, email, Passwords())
    log("an administrator was invited", is_new=is_new)
    return 0


def _call_relay() -> None:
    """Calls the relay at once, since this process ends; if that fails, the sweep sends the mail later."""
    reach("relay-outbox", settings().function_url)


if __name__ == "__main__":
    sys.exit(main())
