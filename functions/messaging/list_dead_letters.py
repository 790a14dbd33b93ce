"""GET /api/staff/dead-letters — events that consumers failed to handle, the newest first."""

from uuid import UUID

from pydantic import AwareDatetime
from sqlalchemy import select

from db.models.messaging import DeadLetter, DeadLetterState
from functions.messaging.dead_letters.views import DeadLetterView, Name
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.pages import Cursor, CursorText, PageRequest, Rows, select_page
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply


class ListDeadLetters(PageRequest):
    """Filters by state, event type and consumer."""

    state: DeadLetterState = "open"
    event_type: Name | None = None
    consumer: Name | None = None


class DeadLetterPosition(Cursor):
    stored_at: AwareDatetime
    id: UUID


class DeadLetters(Reply):
    dead_letters: Rows[DeadLetterView]
    next_cursor: CursorText | None


@http_operation(permission="dead-letters.read")
def list_dead_letters(query: ListDeadLetters, *, caller: Staff, shop: UnitOfWork) -> DeadLetters:
    wanted = query.model_dump(include={"state", "event_type", "consumer"}, exclude_none=True)
    letters = select(DeadLetter).filter_by(**wanted)
    found = select_page(shop.session, letters, query, DeadLetterPosition, descending=True)
    shown = [DeadLetterView.of(letter) for letter in found.rows]
    return DeadLetters(dead_letters=shown, next_cursor=found.next_cursor)
