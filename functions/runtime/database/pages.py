"""Paginates lists. A page ends with a cursor, an opaque text that a caller sends back to get the next page.

A cursor has the sort keys of a page's last row, not an offset, so inserted or deleted rows do not shift pages.
"""

import base64
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Select, literal, tuple_
from sqlalchemy.orm import Session

from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import Request

LIMIT_DEFAULT, LIMIT_MAX = 20, 100

CursorText = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Row = TypeVar("Row")
# The rows of a page in a reply.
Rows = Annotated[list[Row], Field(max_length=LIMIT_MAX)]
Query = TypeVar("Query", bound=Select[Any])


class PageRequest(Request):
    """The parameters of every list: the page size and the cursor of the previous page."""

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAX)
    cursor: CursorText | None = None


class Cursor(BaseModel):
    """The end of a page; subclasses declare the sort keys, named as in the rows.

    Callers can forge a cursor, so its numbers need bounds, and its texts the type `Plain`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, from_attributes=True)

    def text(self) -> str:
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).rstrip(b"=").decode()

    @classmethod
    def after(cls, row: Any) -> Self:
        """The cursor of a page that ends with the row."""
        return cls.model_validate(row)

    @classmethod
    def read(cls, text: str) -> Self:
        """Parses the result of `text()`; raises InvalidRequest for any other text."""
        padding = "=" * (-len(text) % 4)
        try:
            return cls.model_validate_json(base64.b64decode(text + padding, altchars=b"-_", validate=True))
        except ValueError:
            raise InvalidRequest.field("cursor", "is not one that this list gave; leave it out to start over") from None


class Page(NamedTuple, Generic[Row]):
    """The rows of a page, and the cursor of the next page if there is one."""

    rows: Sequence[Row]
    next_cursor: str | None


def page(found: Sequence[Row], limit: int, end: Callable[[Row], Cursor]) -> Page[Row]:
    """The page of the first `limit` rows; one more row among those found means that another page follows."""
    rows = found[:limit]
    return Page(rows, end(rows[-1]).text() if len(found) > limit else None)


def select_page(
    session: Session, query: Select[tuple[Row]], asked: PageRequest, cursor: type[Cursor], *, descending: bool = False
) -> Page[Row]:
    """The requested page of the entities that the query selects, sorted as in `sorted_from`."""
    found = session.scalars(sorted_from(query, asked, cursor, descending=descending)).all()
    return page(found, asked.limit, cursor.after)


def sorted_from(query: Query, asked: PageRequest, cursor: type[Cursor], *, descending: bool = False) -> Query:
    """The query's rows after the requested cursor, one more than fit on the page.

    They are sorted by the columns that the cursor's fields name, in their order; raises InvalidRequest for a cursor of
    another list.
    """
    keys = [query.selected_columns[name] for name in cursor.model_fields]
    query = query.order_by(*(key.desc() if descending else key for key in keys)).limit(asked.limit + 1)
    if asked.cursor is None:
        return query
    row, end = tuple_(*keys), tuple_(*map(literal, dict(cursor.read(asked.cursor)).values()))
    return query.where(row < end if descending else row > end)
