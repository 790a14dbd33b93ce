"""POST /api/me/closure — closes the caller's account for good; the password is needed once more.

The account and its sessions end at once, and its address may be registered again. What other parts of the shop hold is
erased a moment later, as far as the law permits; orders on their way become a guest's until they have ended.
"""

from uuid import UUID

from pydantic import Field

from functions.identity.accounts.accounts import active_account, lock_account
from functions.identity.accounts.passwords import Passwords
from functions.identity.closing.close import close
from functions.identity.errors import AccountInactive, CurrentPasswordWrong, StillStaff
from functions.identity.fields import Password
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class CloseAccount(Request):
    password: Password = Field(repr=False)


class ClosedAccount(Reply):
    """`reference` is that of the certificate, which the mail about it also names."""

    reference: UUID


@http_operation(errors=(AccountInactive, CurrentPasswordWrong, StillStaff), passwords=Passwords)
def close_account(command: CloseAccount, *, caller: Customer, shop: UnitOfWork, passwords: Passwords) -> ClosedAccount:
    account = active_account(shop.session, caller.id)
    # Checked before the account is locked, so that guesses do not block log-ins.
    checked = account.password_hash
    if not passwords.matches(checked, command.password):
        raise CurrentPasswordWrong
    lock_account(shop.session, account)
    if account.password_hash != checked:
        raise CurrentPasswordWrong
    if account.staff_role is not None:
        raise StillStaff
    return ClosedAccount(reference=close(shop, account))
