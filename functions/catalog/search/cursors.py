"""Cursors of product pages, one type for each sort order, because the sort keys have different types."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints
from sqlalchemy import Row

from functions.catalog.rules import PRICE_MINOR_MAX
from functions.runtime.database.pages import Cursor
from functions.runtime.errors import InvalidRequest
from functions.runtime.fields import Plain


class PageEnd(Cursor):
    """The end of a page; `similar` says which of the two searches the page belongs to."""

    similar: bool
    id: UUID


class NewestEnd(PageEnd):
    sort: Literal["newest"]
    key: AwareDatetime


class PriceEnd(PageEnd):
    sort: Literal["price", "-price"]
    key: int = Field(ge=0, le=PRICE_MINOR_MAX)


class TitleEnd(PageEnd):
    sort: Literal["title"]
    key: Annotated[str, StringConstraints(max_length=60), Plain]


class RelevanceEnd(PageEnd):
    sort: Literal["relevance"]
    key: int = Field(ge=0, le=10**9)


Ends = NewestEnd | PriceEnd | TitleEnd | RelevanceEnd
_KINDS: dict[str, type[Ends]] = {
    "newest": NewestEnd,
    "price": PriceEnd,
    "-price": PriceEnd,
    "title": TitleEnd,
    "relevance": RelevanceEnd,
}


def read_end(sort: str, cursor: str) -> Ends:
    """Reads a cursor; raises InvalidRequest for a cursor of another sort order and for any other text."""
    end = _KINDS[sort].read(cursor)
    if end.sort != sort:
        raise InvalidRequest.field("cursor", f"belongs to a list sorted by {end.sort}; omit it to start over")
    return end


def end_of(sort: str, similar: bool, last: Row[Any]) -> Ends:
    """The cursor of the page that ends with this row."""
    return _KINDS[sort].model_validate({"sort": sort, "similar": similar, "key": last.sort_key, "id": last.id})
