"""POST /api/staff/people — invites a person by mail; they get the role when they follow its link and set a password."""

import secrets

from functions.identity.accounts.accounts import NewAccount, account_by_email, create_account, lock_account
from functions.identity.accounts.mail_links import request_link
from functions.identity.accounts.passwords import Passwords
from functions.identity.errors import AccountDisabled, AlreadyStaff
from functions.identity.fields import PersonName, RoleName
from functions.identity.people.people import check_role, own_permissions
from functions.identity.people.views import PersonView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import Email
from functions.runtime.http.requests import Request


class InvitePerson(Request):
    """A person who is already invited gets another mail, and the newer role."""

    email: Email
    name: PersonName
    role: RoleName


@http_operation(permission="people.invite", status=201, errors=(AlreadyStaff, AccountDisabled), passwords=Passwords)
def invite_person(command: InvitePerson, *, caller: Staff, shop: UnitOfWork, passwords: Passwords) -> PersonView:
    check_role(shop.session, command.role, own_permissions(shop.session, caller, "people.invite"))
    # Its password is random. An account that exists already stays as it is until the link is used.
    new = NewAccount(command.email, passwords.hash(secrets.token_urlsafe()), command.name)
    create_account(shop.session, new, shop.now)
    account = account_by_email(shop.session, command.email)
    assert account is not None
    lock_account(shop.session, account)
    if account.disabled_at is not None:
        raise AccountDisabled
    if account.staff_role is not None:
        raise AlreadyStaff
    account.invited_role = command.role
    request_link(shop, "invitation", account.email, account)
    shop.record(caller, "invite-person", account.email, {"role": command.role})
    return PersonView.of(account)
