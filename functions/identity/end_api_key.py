"""DELETE /api/staff/api-keys/{id} — ends a key; its program is refused within five seconds."""

from uuid import UUID

from sqlalchemy import delete

from db.models.api_keys import ApiKey
from functions.identity.api_keys.errors import ApiKeyUnknown
from functions.identity.sessions.sessions import end_session
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class EndApiKey(Request):
    id: UUID


@http_operation(permission="people.change", status=204, errors=(ApiKeyUnknown,))
def end_api_key(command: EndApiKey, *, caller: Staff, shop: UnitOfWork) -> None:
    # The row that is deleted is the one that its last use has left: no session of it can be missed.
    ended = delete(ApiKey).where(ApiKey.id == command.id).returning(ApiKey.name, ApiKey.session_id)
    key = shop.session.execute(ended).one_or_none()
    if key is None:
        raise ApiKeyUnknown
    if key.session_id is not None:
        end_session(shop, key.session_id)
    shop.record(caller, "end-api-key", key.name)
