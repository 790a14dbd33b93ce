"""POST /api/staff/dead-letters/replay — deliver all open dead letters of a kind again, the oldest first."""

from pydantic import Field
from sqlalchemy import func, select

from db.models.messaging import DeadLetter
from functions.messaging.dead_letters.replays import is_replayable, replay
from functions.messaging.dead_letters.views import Name
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.http.requests import Request

BATCH_MAX = 200


class ReplayDeadLetters(Request):
    """Which ones: of this event type, and of this consumer only where one is named."""

    event_type: Name
    consumer: Name | None = None
    at_most: int = Field(default=BATCH_MAX, ge=1, le=BATCH_MAX)


class Replayed(Reply):
    """How many were sent again, and how many of the kind are still open."""

    replayed: int
    still_open: int


@http_operation()
def replay_dead_letters(command: ReplayDeadLetters, *, caller: Staff, shop: UnitOfWork) -> Replayed:
    kind = [DeadLetter.state == "open", DeadLetter.authentic, DeadLetter.event_type == command.event_type]
    if command.consumer is not None:
        kind.append(DeadLetter.consumer == command.consumer)
    oldest = select(DeadLetter).where(*kind).order_by(DeadLetter.stored_at).limit(command.at_most)
    letters = [letter for letter in shop.session.scalars(oldest.with_for_update()) if is_replayable(letter)]
    for letter in letters:
        replay(shop, letter)
    shop.record(caller, "replay-dead-letters", command.event_type, {"replayed": len(letters)})
    shop.session.flush()
    return Replayed(replayed=len(letters), still_open=shop.session.scalar(select(func.count()).where(*kind)) or 0)
