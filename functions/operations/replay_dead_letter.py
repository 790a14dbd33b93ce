"""POST /api/staff/dead-letters/{id}/replay — deliver a dead letter again, after what stopped it was mended."""

from uuid import UUID

from db.models.messaging import DeadLetter
from functions.operations.errors import DeadLetterClosed, DeadLetterNotReplayable, DeadLetterUnknown
from functions.operations.letters import DeadLetterView, letter_to_change
from functions.operations.replays import replay
from functions.runtime.callers import Staff
from functions.runtime.http import http_operation
from functions.runtime.requests import Request
from functions.runtime.unit_of_work import UnitOfWork


class ReplayDeadLetter(Request):
    id: UUID


@http_operation(errors=(DeadLetterUnknown, DeadLetterNotReplayable, DeadLetterClosed))
def replay_dead_letter(command: ReplayDeadLetter, *, caller: Staff, shop: UnitOfWork) -> DeadLetterView:
    letter: DeadLetter = letter_to_change(shop.session, command.id)
    if letter.state == "discarded":
        raise DeadLetterClosed("It was discarded.", state=letter.state)
    replay(shop, letter)
    shop.record(caller, "replay-dead-letter", str(letter.id), {"consumer": letter.consumer})
    return DeadLetterView.of(letter)
