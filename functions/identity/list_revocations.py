"""Internal — the sessions whose access tokens are no longer accepted; gateways ask every few seconds."""

from datetime import datetime
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.revocations import Revocation
from functions.identity.rules import REVOCATIONS_MAX, revocations_since
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork, database_time
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request


class ListRevocations(Request):
    """`since` is the `read_at` of the previous reply; without it, all that may still have valid tokens are listed."""

    since: AwareDatetime | None = None


class Revocations(Reply):
    """`read_at` is by the database's clock. Some entries are repeated, because commits may be late."""

    read_at: datetime
    session_ids: list[UUID]
    is_complete: bool


@http_operation(called_with="revocation_keys")
def list_revocations(query: ListRevocations, *, shop: UnitOfWork) -> Revocations:
    now = database_time(shop.session)
    since = revocations_since(query.since, now)
    recent = select(Revocation.session_id).where(Revocation.revoked_at > since).order_by(Revocation.revoked_at)
    found = list(shop.session.scalars(recent.limit(REVOCATIONS_MAX + 1)))
    return Revocations(read_at=now, session_ids=found[:REVOCATIONS_MAX], is_complete=len(found) <= REVOCATIONS_MAX)
