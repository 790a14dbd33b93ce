"""Inserts a row unless there is one with its key, and returns whether it was inserted."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from db.models.base import Table

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, slots=True)
class Decision(Generic[Row]):
    """A locked row that is inserted once, and whether this call inserted it."""

    row: Row
    is_new: bool


def insert_if_absent(session: Session, table: type[Table], **values: Any) -> bool:
    """Inserts the row unless one with its key exists or is about to be committed; returns whether it was inserted."""
    entry = insert(table).values(**values).on_conflict_do_nothing()
    return session.execute(entry.returning(*inspect(table).primary_key)).first() is not None


def get_or_insert(session: Session, table: type[Row], **values: Any) -> Decision[Row]:
    """Inserts the row unless one with its key exists, and locks the row.

    `values` include the primary key. A concurrent insert of the same key waits for this transaction.
    """
    is_new = insert_if_absent(session, table, **values)
    key = tuple(values[column.name] for column in inspect(table).primary_key)
    return Decision(session.get_one(table, key, with_for_update=True), is_new)
