"""POST /api/sessions — logs in with address and password; starts a session and returns its first tokens.

The account's owner gets a mail if the device is new, or was not used for three months.
"""

from pydantic import Field

from db.models.identity import Account
from functions.identity.accounts.accounts import account_by_email, lock_account
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import LogInRefused
from functions.identity.fields import Password
from functions.identity.keys.key_file import TokenKeys, token_keys
from functions.identity.sessions.access_tokens import session_reply
from functions.identity.sessions.devices import request_device
from functions.identity.sessions.known_devices import remember_log_in
from functions.identity.sessions.sessions import open_session
from functions.identity.views import SessionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail
from functions.runtime.http.requests import Request


class LogIn(Request):
    email: KnownEmail
    password: Password = Field(repr=False)


@http_operation(
    status=201,
    errors=(LogInRefused,),
    passwords=Passwords,
    token_keys=token_keys,
    device=request_device,
)
def log_in(
    command: LogIn, *, shop: UnitOfWork, passwords: Passwords, token_keys: TokenKeys, device: str | None
) -> SessionView:
    account = account_by_email(shop.session, command.email)
    known_hash = account.password_hash if account is not None else None
    if not passwords.matches(known_hash, command.password) or account is None:
        raise LogInRefused
    _lock_and_recheck(shop, account, command.password, passwords)
    remember_log_in(shop, account, device)
    session, refresh_token = open_session(shop, account, device)
    return session_reply(shop, account, session, refresh_token, token_keys)


def _lock_and_recheck(shop: UnitOfWork, account: Account, password: str, passwords: Passwords) -> None:
    """Locks the account, checks the password again if the account has changed since, and renews an outdated hash."""
    checked = account.password_hash
    lock_account(shop.session, account)
    if account.password_hash != checked and not passwords.matches(account.password_hash, password):
        raise LogInRefused
    if account.disabled_at is not None:
        raise LogInRefused
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hash(password)
