"""Dead letters as staff see them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from db.models.messaging import DeadLetter
from functions.messaging.dead_letters.replays import is_replayable
from functions.messaging.errors import DeadLetterUnknown
from functions.runtime.http.replies import Reply

# An event type or a consumer.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,100}$")]


class DeadLetterView(Reply):
    """An event that `consumer` did not take: what it was, why, and what staff did about it."""

    id: UUID
    event_id: str
    event_type: str
    consumer: str
    data: dict[str, Any]
    cause_code: str
    cause: str
    state: str
    stored_at: datetime
    replayed_at: datetime | None
    replays: int
    replayable: bool

    @classmethod
    def of(cls, letter: DeadLetter) -> "DeadLetterView":
        shown = {name: getattr(letter, name) for name in cls.model_fields if name != "replayable"}
        return cls(**shown, replayable=is_replayable(letter))


def dead_letter_to_change(session: Session, letter_id: UUID) -> DeadLetter:
    """The dead letter, locked; raises DeadLetterUnknown."""
    letter = session.get(DeadLetter, letter_id, with_for_update=True)
    if letter is None:
        raise DeadLetterUnknown(f"There is no dead letter {letter_id}.")
    return letter
