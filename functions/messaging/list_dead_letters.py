"""GET /api/staff/dead-letters — what consumers did not take, the newest first."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import Select, select

from db.models.messaging import DeadLetter
from functions.messaging.dead_letters.views import DeadLetterView, Name
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.pages import Cursor, PageRequest
from functions.runtime.http.replies import Reply


class ListDeadLetters(PageRequest):
    """Which ones: in this state, and of this event type or consumer where one is named."""

    state: Literal["open", "replayed", "discarded"] = "open"
    event_type: Name | None = None
    consumer: Name | None = None


class DeadLetterPosition(Cursor):
    stored_at: AwareDatetime
    id: UUID


class DeadLetters(Reply):
    dead_letters: list[DeadLetterView]
    next_cursor: str | None


@http_operation()
def list_dead_letters(query: ListDeadLetters, *, caller: Staff, shop: UnitOfWork) -> DeadLetters:
    keys = (DeadLetter.stored_at, DeadLetter.id)
    found = select_page(shop.session, _wanted(query), query, DeadLetterPosition, keys, descending=True)
    letters = [DeadLetterView.of(letter) for letter in found.rows]
    return DeadLetters(dead_letters=letters, next_cursor=found.next_cursor)


def _wanted(query: ListDeadLetters) -> Select[tuple[DeadLetter]]:
    wanted = query.model_dump(include={"state", "event_type", "consumer"}, exclude_none=True)
    return select(DeadLetter).filter_by(**wanted)
