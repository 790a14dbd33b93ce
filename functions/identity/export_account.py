"""POST /api/me/export — what is held of the caller by accounts and mails; the password is needed once more.

It begins the download of a shopper's own data, of which the owner of a confirmed address gets a mail. The rest of the
data is what other operations show to the caller (docs/personal-data-file.md).
"""

from pydantic import Field

from functions.identity.accounts.accounts import active_account
from functions.identity.accounts.mail_links import send_notice
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.fields import Password
from functions.identity.own_data.reading import own_data
from functions.identity.own_data.views import OwnData
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ExportAccount(Request):
    password: Password = Field(repr=False)


@http_operation(errors=(AccountInactive, CurrentPasswordWrong), passwords=Passwords)
def export_account(command: ExportAccount, *, caller: Customer, shop: UnitOfWork, passwords: Passwords) -> OwnData:
    account = active_account(shop.session, caller.id)
    if not passwords.matches(account.password_hash, command.password):
        raise CurrentPasswordWrong
    # Who reads mails of an address that is not confirmed may be a stranger.
    if account.email_confirmed_at is not None:
        send_notice(shop, "data-downloaded", account)
    return own_data(shop, account)
