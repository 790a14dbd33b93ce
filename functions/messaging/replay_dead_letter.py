"""POST /api/staff/dead-letters/{id}/replay — deliver a dead letter again, after what stopped it was mended."""

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


@http_operation(errors=(DeadLetterUnknown, DeadLetterNotReplayable, DeadLetterClosed))
def replay_dead_letter(command: ReplayDeadLetter, *, caller: Staff, shop: UnitOfWork) -> DeadLetterView:
    letter: DeadLetter = dead_letter_to_change(shop.session, command.id)
    if letter.state == "discarded":
        raise DeadLetterClosed("It was discarded.", state=letter.state)
    replay(shop, letter)
    shop.record(caller, "replay-dead-letter", str(letter.id), {"consumer": letter.consumer})
    return DeadLetterView.of(letter)
