"""Selects one page of a list, by the sort keys that its cursor names."""

from typing import Any, TypeVar

from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import Session

from functions.runtime.http.pages import Cursor, Page, PageRequest, page

Row = TypeVar("Row")
Query = TypeVar("Query", bound=Select[Any])


def select_page(
    session: Session, query: Select[tuple[Row]], asked: PageRequest, cursor: type[Cursor], *, descending: bool = False
) -> Page[Row]:
    """The asked page of the entities that the query selects, sorted as `sorted_from` does."""
    found = session.scalars(sorted_from(query, asked, cursor, descending=descending)).all()
    return page(found, asked.limit, cursor.after)


def sorted_from(query: Query, asked: PageRequest, cursor: type[Cursor], *, descending: bool = False) -> Query:
    """The query's rows behind the asked cursor, and one more than fit on the page.

    They are sorted by the columns that the cursor's fields name, in their order; raises InvalidRequest for a cursor of
    another list.
    """
    keys = [query.selected_columns[name] for name in cursor.model_fields]
    query = query.order_by(*(key.desc() if descending else key for key in keys)).limit(asked.limit + 1)
    if asked.cursor is None:
        return query
    row, end = tuple_(*keys), tuple_(*map(literal, dict(cursor.read(asked.cursor)).values()))
    return query.where(row < end if descending else row > end)
