"""POST /api/sessions/log-out — ends the session of a refresh token, used or not; succeeds if it has ended already."""

from pydantic import Field

from functions.identity.fields import RefreshToken
from functions.identity.sessions.refresh_tokens import session_id_of
from functions.identity.sessions.sessions import end_session
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class LogOut(Request):
    refresh_token: RefreshToken = Field(repr=False)


@http_operation(status=204)
def log_out(command: LogOut, *, shop: UnitOfWork) -> None:
    # A session's id is known from its tokens only, so any of them may end it.
    end_session(shop, session_id_of(command.refresh_token))
