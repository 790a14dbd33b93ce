"""Renders dead letters for staff."""

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy.orm import Session

from db.models.messaging import DeadLetter, DeadLetterState
from functions.messaging.dead_letters.replays import is_replayable
from functions.messaging.errors import DeadLetterUnknown
from functions.runtime.http.nesting import is_too_deep
from functions.runtime.http.replies import Reply

RAW_CHARACTERS_MAX = 4000
# The name of an event type or a consumer.
Name = Annotated[str, StringConstraints(max_length=100, pattern=r"^[a-z0-9.-]{1,100}$")]


class DeadLetterView(Reply):
    """An event that `consumer` failed to handle, with its cause and what staff did about it."""

    id: UUID
    event_id: str
    event_type: str
    consumer: str
    data: dict[str, Any]
    # The received text, if it is not an event that `data` can show.
    raw: str | None
    cause_code: str
    cause: str
    state: DeadLetterState
    stored_at: datetime
    replayed_at: datetime | None
    replays: int
    replayable: bool

    @classmethod
    def of(cls, dead_letter: DeadLetter) -> "DeadLetterView":
        names = set(cls.model_fields) - {"data", "raw", "replayable"}
        shown = {name: getattr(dead_letter, name) for name in names}
        return cls(**shown, **_content(dead_letter), replayable=is_replayable(dead_letter))


def _content(dead_letter: DeadLetter) -> dict[str, Any]:
    """The event's data, or the beginning of its text if it cannot be shown as JSON."""
    if dead_letter.raw is not None:
        return {"data": dead_letter.data, "raw": dead_letter.raw.decode(errors="replace")[:RAW_CHARACTERS_MAX]}
    if is_too_deep(dead_letter.data):
        return {"data": {}, "raw": json.dumps(dead_letter.data)[:RAW_CHARACTERS_MAX]}
    return {"data": dead_letter.data, "raw": None}


def dead_letter_to_change(session: Session, dead_letter_id: UUID) -> DeadLetter:
    """The dead letter, locked; raises DeadLetterUnknown."""
    dead_letter = session.get(DeadLetter, dead_letter_id, with_for_update=True)
    if dead_letter is None:
        raise DeadLetterUnknown(f"There is no dead letter {dead_letter_id}.")
    return dead_letter
