"""POST /api/me/address-changes — mails a link to a new address; following it changes the caller's address.

The response does not reveal whether the new address has an account. If it has one, its owner gets a mail.
"""

from pydantic import Field

from functions.identity.accounts.accounts import active_account
from functions.identity.accounts.mail_links import request_change
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.fields import Password
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import Email
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class RequestAddressChange(Request):
    email: Email
    password: Password = Field(repr=False)


class RequestedAddressChange(Reply):
    message: str = "A mail is on its way to the new address. Follow its link within a day; until then nothing changes."


@http_operation(
    status=202,
    errors=(AccountInactive, CurrentPasswordWrong),
    # The new address may be that of another account, and others may have had mails sent there.
    sees_all_rows=True,
    passwords=Passwords,
)
def request_address_change(
    command: RequestAddressChange, *, caller: Customer, shop: UnitOfWork, passwords: Passwords
) -> RequestedAddressChange:
    account = active_account(shop.session, caller.id)
    if not passwords.matches(account.password_hash, command.password):
        raise CurrentPasswordWrong
    if account.email.lower() == command.email.lower():
        raise InvalidRequest.field("email", "is the address of this account already")
    request_change(shop, command.email, account)
    return RequestedAddressChange()
