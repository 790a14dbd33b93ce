"""POST /api/me/passkeys/{id}/removal — removes a passkey of the caller, by the password; its owner gets a mail.

Sessions that it has opened stay: end-sessions ends them.
"""

from uuid import UUID

from pydantic import Field

from db.models.identity import Account
from db.models.second_factors import Passkey
from functions.identity.accounts.accounts import active_account, lock_account
from functions.identity.accounts.mail_links import send_notice
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.factors.factors import has_factor
from functions.identity.fields import Password
from functions.identity.passkeys.errors import PasskeyUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer, SecondFactorNeeded
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class RemovePasskey(Request):
    id: UUID
    password: Password = Field(repr=False)


@http_operation(
    status=204,
    errors=(AccountInactive, CurrentPasswordWrong, SecondFactorNeeded, PasskeyUnknown),
    passwords=Passwords,
)
def remove_passkey(command: RemovePasskey, *, caller: Customer, shop: UnitOfWork, passwords: Passwords) -> None:
    account = active_account(shop.session, caller.id)
    # Otherwise a stranger at a browser that is logged in could lock its owner out.
    if not passwords.matches(account.password_hash, command.password):
        raise CurrentPasswordWrong
    if account.staff_role is not None and not caller.has_fresh_factor():
        raise SecondFactorNeeded
    lock_account(shop.session, account)
    _remove(shop, account, command.id)
    send_notice(shop, "passkey-removed", account)


def _remove(shop: UnitOfWork, account: Account, passkey_id: UUID) -> None:
    passkey = shop.session.get(Passkey, passkey_id)
    # Another account's is unknown, too.
    if passkey is None or passkey.account_id != account.id:
        raise PasskeyUnknown
    shop.session.delete(passkey)
    shop.session.flush()
    if not has_factor(shop.session, account.id):
        account.second_factor_at = None
