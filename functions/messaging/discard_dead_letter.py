"""POST /api/staff/dead-letters/{id}/discard — close a dead letter that nobody needs, with the reason."""

from uuid import UUID

from functions.messaging.dead_letters.views import DeadLetterView, dead_letter_to_change
from functions.messaging.errors import DeadLetterClosed, DeadLetterUnknown
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.fields import ShortText
from functions.runtime.http.requests import Request


class DiscardDeadLetter(Request):
    id: UUID
    reason: ShortText


@http_operation(errors=(DeadLetterUnknown, DeadLetterClosed))
def discard_dead_letter(command: DiscardDeadLetter, *, caller: Staff, shop: UnitOfWork) -> DeadLetterView:
    letter = dead_letter_to_change(shop.session, command.id)
    if letter.state == "replayed":
        raise DeadLetterClosed("It was replayed; should it fail again, it comes back open.", state=letter.state)
    letter.state = "discarded"
    shop.record(caller, "discard-dead-letter", str(letter.id), {"reason": command.reason})
    return DeadLetterView.of(letter)
