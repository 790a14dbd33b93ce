"""Renders dead letters for staff."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from db.models.messaging import DeadLetter, DeadLetterState
from functions.messaging.dead_letters.replays import is_replayable
from functions.messaging.errors import DeadLetterUnknown
from functions.runtime.http.replies import Reply

# The name of an event type or a consumer.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,100}$")]


class DeadLetterView(Reply):
    """An event that `consumer` failed to handle, with its cause and what staff did about it."""

    id: UUID
    event_id: str
    event_type: str
    consumer: str
    data: dict[str, Any]
    cause_code: str
    cause: str
    state: DeadLetterState
    stored_at: datetime
    replayed_at: datetime | None
    replays: int
    replayable: bool

    @classmethod
    def of(cls, dead_letter: DeadLetter) -> "DeadLetterView":
        shown = {name: getattr(dead_letter, name) for name in cls.model_fields if name != "replayable"}
        return cls(**shown, replayable=is_replayable(dead_letter))


def dead_letter_to_change(session: Session, dead_letter_id: UUID) -> DeadLetter:
    """The dead letter, locked; raises DeadLetterUnknown."""
    dead_letter = session.get(DeadLetter, dead_letter_id, with_for_update=True)
    if dead_letter is None:
        raise DeadLetterUnknown(f"There is no dead letter {dead_letter_id}.")
    return dead_letter
