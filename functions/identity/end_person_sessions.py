"""POST /api/staff/people/{id}/sessions/end — ends all sessions of a member of the staff, who may log in again."""

from uuid import UUID

from functions.identity.errors import OwnRights, PersonUnknown, RoleTooHigh
from functions.identity.people.people import person_to_change
from functions.identity.sessions.sessions import end_sessions
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class EndPersonSessions(Request):
    id: UUID


@http_operation(permission="people.end-sessions", status=204, errors=(PersonUnknown, OwnRights, RoleTooHigh))
def end_person_sessions(command: EndPersonSessions, *, caller: Staff, shop: UnitOfWork) -> None:
    person = person_to_change(shop.session, command.id, caller, "people.end-sessions")
    end_sessions(shop.session, person.id)
    shop.record(caller, "end-person-sessions", person.email)
