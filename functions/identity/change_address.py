"""POST /api/address-changes — changes an account's address to that of a mailed link, and ends its other sessions.

If the former address was confirmed, a link that restores it is mailed there.
"""

from collections.abc import Sequence

from pydantic import Field

from functions.identity.accounts.accounts import give_address
from functions.identity.accounts.confirmation import confirm
from functions.identity.accounts.mail_links import mail_restoring_link, use_link
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AddressTaken, CurrentPasswordWrong, LinkUnknown
from functions.identity.fields import Password
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Caller
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request
from functions.runtime.security.link_tokens import LinkToken, link_keys


class ChangeAddress(Request):
    token: LinkToken = Field(repr=False)
    password: Password = Field(repr=False)


@http_operation(
    status=204,
    errors=(LinkUnknown, CurrentPasswordWrong, AddressTaken),
    # The account is that of the link, whoever is logged in.
    sees_all_rows=True,
    passwords=Passwords,
    link_keys=link_keys,
)
def change_address(
    command: ChangeAddress, *, caller: Caller, shop: UnitOfWork, passwords: Passwords, link_keys: Sequence[str]
) -> None:
    used = use_link(shop, command.token, link_keys, "change-address")
    account = used.account
    # The new address may have been mistyped: a stranger who reads its mails does not know the password.
    if not passwords.matches(account.password_hash, command.password):
        raise CurrentPasswordWrong
    if account.email_confirmed_at is not None:
        mail_restoring_link(shop, account)
    give_address(shop.session, account, used.link.email)
    confirm(shop, account)
    end_sessions(shop.session, account.id, except_id=caller.session_id)
