"""PUT /api/me/password — changes the password and ends all sessions except that of the refresh token in the request."""

from pydantic import Field

from functions.identity.accounts.accounts import active_account, lock_account
from functions.identity.accounts.password_policy import PasswordPolicy, password_policy
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.fields import NewPassword, Password, RefreshToken
from functions.identity.sessions.refresh_tokens import session_id_of
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ChangePassword(Request):
    current_password: Password = Field(repr=False)
    new_password: NewPassword = Field(repr=False)
    refresh_token: RefreshToken | None = Field(None, repr=False)


@http_operation(status=204, errors=(AccountInactive, CurrentPasswordWrong), passwords=Passwords, policy=password_policy)
def change_password(
    command: ChangePassword, *, caller: Customer, shop: UnitOfWork, passwords: Passwords, policy: PasswordPolicy
) -> None:
    policy.refuse_breached("new_password", command.new_password)
    account = active_account(shop.session, caller.id)
    # Checked before the account is locked, so that guesses do not block log-ins.
    checked = account.password_hash
    if not passwords.matches(checked, command.current_password):
        raise CurrentPasswordWrong
    policy.refuse_guessable("new_password", command.new_password, account.email)
    new_hash = passwords.hash(command.new_password)
    lock_account(shop.session, account)
    if account.password_hash != checked:
        raise CurrentPasswordWrong
    account.password_hash = new_hash
    current = session_id_of(command.refresh_token) if command.refresh_token is not None else None
    end_sessions(shop.session, account.id, except_id=current)
