"""PATCH /api/staff/people/{id} — changes the role of a member of the staff, or disables or enables their account.

All of their sessions end within five seconds.
"""

from uuid import UUID

from db.models.identity import Account
from functions.identity.accounts.roles import give_role
from functions.identity.errors import AccountDisabled, OwnRights, PersonUnknown, RoleTooHigh
from functions.identity.fields import RoleName
from functions.identity.people.people import check_role, own_permissions, person_to_change
from functions.identity.people.views import PersonView, version_of
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class ChangePerson(Request):
    """`role` is one of the shop's roles, or `shopper` for a person who no longer works for the shop.

    An invitation whose link was not followed yet is changed or withdrawn in the same way.
    """

    id: UUID
    role: RoleName | None = None
    is_disabled: bool | None = None
    # Of a person who has lost their authenticator app and the recovery codes.
    forgets_second_factor: bool = False


@http_operation(permission="people.change", errors=(PersonUnknown, OwnRights, RoleTooHigh, AccountDisabled))
def change_person(command: ChangePerson, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> PersonView:
    person = person_to_change(shop.session, command.id, caller, "people.change")
    if_match.check(version_of(person))
    before = PersonView.of(person)
    if command.is_disabled is not None:
        person.disabled_at = (person.disabled_at or shop.now) if command.is_disabled else None
    if command.forgets_second_factor:
        _forget_second_factor(shop, person, caller)
    if command.role is not None:
        _give_role(shop, person, command.role, caller)
    after = PersonView.of(person)
    if after.revision != before.revision:
        shop.record(caller, "change-person", person.email, {"role": after.role, "state": after.state})
    return after


def _forget_second_factor(shop: UnitOfWork, person: Account, caller: Staff) -> None:
    # Imported here: it is rarely needed, and brings tables of its own.
    from functions.identity.factors.factors import forget_factor

    forget_factor(shop.session, person)
    end_sessions(shop.session, person.id)
    shop.record(caller, "forget-second-factor", person.email)


def _give_role(shop: UnitOfWork, person: Account, role: str, caller: Staff) -> None:
    if role != "shopper":
        check_role(shop.session, role, own_permissions(shop.session, caller, "people.change"))
    elif person.disabled_at is not None:
        # Otherwise the account would be a shopper's, which staff cannot enable.
        raise AccountDisabled
    give_role(person, role)
