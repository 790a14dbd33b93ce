"""GET /api/me/sessions — the caller's own sessions, newest first, and the passkeys that open more, oldest first."""

from datetime import datetime
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from db.models.identity import LoginSession
from functions.identity.passkeys.passkeys import passkeys_of
from functions.identity.passkeys.rules import PASSKEYS_MAX
from functions.identity.passkeys.views import OwnPasskey
from functions.identity.rules import SESSIONS_MAX
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Customer
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListSessions(Request):
    pass


class OwnSession(Reply):
    """A session; `device` is browser and system, `last_used_at` when it was refreshed last, to within ten minutes."""

    id: UUID
    device: str | None
    started_at: datetime
    last_used_at: datetime
    is_current: bool

    @classmethod
    def of(cls, session: LoginSession, current_id: UUID | None) -> "OwnSession":
        return cls(
            id=session.id,
            device=session.device,
            started_at=session.started_at,
            last_used_at=session.used_at or session.started_at,
            is_current=session.id == current_id,
        )


class OwnSessions(Reply):
    items: list[OwnSession] = Field(max_length=SESSIONS_MAX)
    passkeys: list[OwnPasskey] = Field(max_length=PASSKEYS_MAX)


@http_operation()
def list_sessions(_query: ListSessions, *, caller: Customer, shop: UnitOfWork) -> OwnSessions:
    own = select(LoginSession).where(LoginSession.account_id == caller.id, LoginSession.expires_at > shop.now)
    newest_first = own.order_by(LoginSession.started_at.desc(), LoginSession.id).limit(SESSIONS_MAX)
    return OwnSessions(
        items=[OwnSession.of(each, caller.session_id) for each in shop.session.scalars(newest_first)],
        passkeys=[OwnPasskey.model_validate(each) for each in passkeys_of(shop.session, caller.id)],
    )
