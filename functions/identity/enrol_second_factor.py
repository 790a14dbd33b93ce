"""POST /api/me/second-factor — begins to enrol the authenticator app of a member of the staff.

Presenting a first code of the app ends the enrolment. A caller who already has a second factor presents that first, and
keeps it until a code of the new app is presented.
"""

from pydantic import Field

from functions.identity.accounts.accounts import active_account
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountInactive, CurrentPasswordWrong
from functions.identity.factors.errors import StaffOnly
from functions.identity.factors.factors import begin_enrolment
from functions.identity.factors.totp import base32, enrolment_uri
from functions.identity.fields import Password
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer, SecondFactorNeeded
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class EnrolSecondFactor(Request):
    password: Password = Field(repr=False)


class SecondFactorEnrolment(Reply):
    """The secret, as text to type into an app and as a link that an app opens."""

    secret: str
    uri: str


@http_operation(errors=(AccountInactive, CurrentPasswordWrong, SecondFactorNeeded, StaffOnly), passwords=Passwords)
def enrol_second_factor(
    command: EnrolSecondFactor, *, caller: Customer, shop: UnitOfWork, passwords: Passwords
) -> SecondFactorEnrolment:
    account = active_account(shop.session, caller.id)
    # Otherwise a stranger at a browser that is logged in could take the account over.
    if not passwords.matches(account.password_hash, command.password):
        raise CurrentPasswordWrong
    if account.staff_role is None:
        raise StaffOnly
    if account.second_factor_at is not None and not caller.has_fresh_factor():
        raise SecondFactorNeeded
    secret = begin_enrolment(shop.session, account.id)
    return SecondFactorEnrolment(secret=base32(secret), uri=enrolment_uri(secret, account.email))
