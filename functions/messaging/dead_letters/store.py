"""Stores dead letters: one for each event and consumer, which is reopened if the event fails again."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from db.models.base import new_key
from db.models.messaging import DeadLetter
from functions.runtime.database.unit_of_work import UnitOfWork


def store_or_reopen(shop: UnitOfWork, *, cause_code: str, cause: str, **columns: Any) -> None:
    """Inserts the dead letter, or reopens the existing one of its event and consumer with the new cause."""
    reopened = {"state": "open", "cause_code": cause_code, "cause": cause, "stored_at": shop.now}
    entry = insert(DeadLetter).values(id=new_key(), replays=0, **columns, **reopened)
    shop.session.execute(entry.on_conflict_do_update(index_elements=["event_id", "consumer"], set_=reopened))
