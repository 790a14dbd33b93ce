"""POST /api/password-resets — mails a link to set a new password; the response is the same for unknown addresses."""

from functions.identity.accounts.accounts import account_by_email
from functions.identity.accounts.mail_links import request_link
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import KnownEmail
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class RequestPasswordReset(Request):
    email: KnownEmail


class RequestedPasswordReset(Reply):
    message: str = "If this address has an account, a mail with a link is on its way. The link is valid for an hour."


@http_operation(status=202)
def request_password_reset(command: RequestPasswordReset, *, shop: UnitOfWork) -> RequestedPasswordReset:
    request_link(shop, "reset-password", command.email, account_by_email(shop.session, command.email))
    return RequestedPasswordReset()
