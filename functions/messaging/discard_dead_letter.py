"""POST /api/staff/dead-letters/{id}/discard — discards a dead letter that need not be replayed, with a reason."""

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


@http_operation(permission="dead-letters.discard", errors=(DeadLetterUnknown, DeadLetterClosed))
def discard_dead_letter(command: DiscardDeadLetter, *, caller: Staff, shop: UnitOfWork) -> DeadLetterView:
    dead_letter = dead_letter_to_change(shop.session, command.id)
    if dead_letter.state == "replayed":
        raise DeadLetterClosed("It was replayed; if it fails again, it is reopened.", state=dead_letter.state)
    dead_letter.state = "discarded"
    shop.record(caller, "discard-dead-letter", str(dead_letter.id), {"reason": command.reason})
    return DeadLetterView.of(dead_letter)
