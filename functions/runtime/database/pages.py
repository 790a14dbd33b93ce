"""Selects one page of a list, by the sort keys that its cursor names."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from functions.runtime.http.pages import Cursor, Page, PageRequest, page

Row = TypeVar("Row")
Keys = Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]]
Query = TypeVar("Query", bound=Select[Any])


def select_page(
    session: Session, query: Select[tuple[Row]], asked: PageRequest, cursor: type[Cursor], keys: Keys, **order: bool
) -> Page[Row]:
    """The page of the entities that the query selects; the other parameters are those of `sorted_from`."""
    found = session.scalars(sorted_from(query, asked, cursor, keys, **order)).all()
    return page(found, asked.limit, cursor.after)


def sorted_from(
    query: Query, asked: PageRequest, cursor: type[Cursor], keys: Keys, *, descending: bool = False
) -> Query:
    """The query's rows behind the asked cursor, and one more than fit on the page.

    They are sorted by `keys`, which are the fields of `cursor` in their order; raises InvalidRequest for a cursor of
    another list.
    """
    query = query.order_by(*(key.desc() if descending else key for key in keys)).limit(asked.limit + 1)
    if asked.cursor is None:
        return query
    row, end = tuple_(*keys), tuple_(*map(literal, dict(cursor.read(asked.cursor)).values()))
    return query.where(row < end if descending else row > end)
