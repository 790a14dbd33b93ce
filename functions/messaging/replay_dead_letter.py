"""POST /api/staff/dead-letters/{id}/replay — delivers a dead letter again, for example after its cause was fixed."""

from uuid import UUID

from db.models.messaging import DeadLetter
from functions.messaging.dead_letters.replays import replay
from functions.messaging.dead_letters.views import DeadLetterView, dead_letter_to_change
from functions.messaging.errors import DeadLetterClosed, DeadLetterNotReplayable, DeadLetterUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.requests import Request


class ReplayDeadLetter(Request):
    id: UUID


@http_operation(permission="dead-letters.replay", errors=(DeadLetterUnknown, DeadLetterNotReplayable, DeadLetterClosed))
def replay_dead_letter(command: ReplayDeadLetter, *, caller: Staff, shop: UnitOfWork) -> DeadLetterView:
    dead_letter: DeadLetter = dead_letter_to_change(shop.session, command.id)
    if dead_letter.state in {"discarded", "overtaken"}:
        raise DeadLetterClosed(f"It was {dead_letter.state}.", state=dead_letter.state)
    replay(shop, dead_letter)
    shop.record(caller, "replay-dead-letter", str(dead_letter.id), {"consumer": dead_letter.consumer})
    return DeadLetterView.of(dead_letter)
