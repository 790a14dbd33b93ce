"""POST /api/staff/dead-letters/replay — delivers all open dead letters of an event type again, the oldest first."""

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
    """Filters by event type and, optionally, by consumer."""

    event_type: Name
    consumer: Name | None = None
    at_most: int = Field(default=BATCH_MAX, ge=1, le=BATCH_MAX)


class Replayed(Reply):
    """Numbers of dead letters replayed and of those that match and are still open."""

    replayed: int
    still_open: int


@http_operation(permission="dead-letters.replay")
def replay_dead_letters(command: ReplayDeadLetters, *, caller: Staff, shop: UnitOfWork) -> Replayed:
    matching = [DeadLetter.state == "open", DeadLetter.authentic, DeadLetter.event_type == command.event_type]
    if command.consumer is not None:
        matching.append(DeadLetter.consumer == command.consumer)
    oldest = select(DeadLetter).where(*matching).order_by(DeadLetter.stored_at).limit(command.at_most)
    locked = shop.session.scalars(oldest.with_for_update())
    dead_letters = [dead_letter for dead_letter in locked if is_replayable(dead_letter)]
    for dead_letter in dead_letters:
        replay(shop, dead_letter)
    shop.record(caller, "replay-dead-letters", command.event_type, {"replayed": len(dead_letters)})
    shop.session.flush()
    still_open = shop.session.scalar(select(func.count()).where(*matching)) or 0
    return Replayed(replayed=len(dead_letters), still_open=still_open)
