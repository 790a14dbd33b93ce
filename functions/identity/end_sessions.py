"""POST /api/me/sessions/end — ends one session of the caller, or all except the current one."""

from uuid import UUID

from functions.identity.sessions.sessions import end_session_of
from functions.identity.sessions.sessions import end_sessions as end_all
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class EndSessions(Request):
    """`id` is a session of the caller, which may be the current one; without `id`, all others end."""

    id: UUID | None = None


@http_operation(status=204)
def end_sessions(command: EndSessions, *, caller: Customer, shop: UnitOfWork) -> None:
    # As with a log-out, a session that has ended already is no error.
    if command.id is not None:
        end_session_of(shop.session, caller.id, command.id)
    else:
        end_all(shop.session, caller.id, except_id=caller.session_id)
