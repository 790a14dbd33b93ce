"""POST /api/accounts — registers an account and mails a link that confirms its address.

The response does not reveal whether the address was in use. If it was in use and not confirmed, the person who follows
the link gets the account; if it was confirmed, its owner gets a mail.
"""

from pydantic import Field

from functions.identity.accounts.accounts import NewAccount, account_by_email, create_account
from functions.identity.accounts.mail_links import request_link, request_notice
from functions.identity.accounts.password_policy import PasswordPolicy, password_policy
from functions.identity.accounts.passwords import Passwords
from functions.identity.fields import NewPassword, PersonName
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Email
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request
from functions.runtime.languages import Language


class RegisterAccount(Request):
    email: Email
    password: NewPassword = Field(repr=False)
    name: PersonName = ""
    # In which the account's owner reads, for mails.
    language: Language | None = None


class Registration(Reply):
    email: str
    message: str = "Log in with this address and your password, and follow the link in the mail that we have sent."


@http_operation(status=202, passwords=Passwords, policy=password_policy)
def register_account(
    command: RegisterAccount, *, shop: UnitOfWork, passwords: Passwords, policy: PasswordPolicy
) -> Registration:
    policy.refuse_guessable("password", command.password, command.email)
    policy.refuse_breached("password", command.password)
    # Hashed in either case, so that the response time does not reveal it either.
    password_hash = passwords.hash(command.password)
    new = NewAccount(command.email, password_hash, command.name, language=command.language)
    is_new = create_account(shop.session, new, shop.now) is not None
    account = account_by_email(shop.session, command.email)
    assert account is not None
    if account.email_confirmed_at is not None:
        request_notice(shop, "address-in-use", "confirm-address", account)
    else:
        request_link(shop, "confirm-address", command.email, account, None if is_new else new)
    return Registration(email=command.email)
