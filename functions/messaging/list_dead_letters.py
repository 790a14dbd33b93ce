"""GET /api/staff/dead-letters — events that consumers failed to handle, the newest first."""

from typing import Literal

from sqlalchemy import select, tuple_

from db.models.messaging import DeadLetter
from functions.messaging.dead_letters.views import DeadLetterView, Name
from functions.messaging.pages import Moment
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.pages import PageRequest
from functions.runtime.http.replies import Reply


class ListDeadLetters(PageRequest):
    """Filters by state, event type and consumer."""

    state: Literal["open", "replayed", "discarded"] = "open"
    event_type: Name | None = None
    consumer: Name | None = None


class DeadLetters(Reply):
    dead_letters: list[DeadLetterView]
    next_cursor: str | None


@http_operation()
def list_dead_letters(query: ListDeadLetters, *, caller: Staff, shop: UnitOfWork) -> DeadLetters:
    found = list(shop.session.scalars(_page(query)))
    shown = found[: query.limit]
    more = Moment(at=shown[-1].stored_at, id=shown[-1].id).text() if len(found) > query.limit else None
    return DeadLetters(dead_letters=[DeadLetterView.of(dead_letter) for dead_letter in shown], next_cursor=more)


def _page(query: ListDeadLetters):  # type: ignore[no-untyped-def] # SQLAlchemy infers the row type
    page = select(DeadLetter).where(DeadLetter.state == query.state)
    if query.event_type is not None:
        page = page.where(DeadLetter.event_type == query.event_type)
    if query.consumer is not None:
        page = page.where(DeadLetter.consumer == query.consumer)
    if query.cursor is not None:
        ended = Moment.read(query.cursor)
        page = page.where(tuple_(DeadLetter.stored_at, DeadLetter.id) < (ended.at, ended.id))
    return page.order_by(DeadLetter.stored_at.desc(), DeadLetter.id.desc()).limit(query.limit + 1)
