"""Pages of a list. A page ends with a cursor: an opaque text that a caller sends back to get the next page.

Pages are found by the last row's sort keys, not by an offset: rows that come or go in between shift nothing.
"""

import base64
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from functions.runtime.errors import InvalidRequest
from functions.runtime.http.requests import Request

LIMIT_DEFAULT, LIMIT_MAX = 20, 100

CursorText = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Row = TypeVar("Row")


class PageRequest(Request):
    """What every list takes: how many rows at most, and where the page before ended."""

    limit: int = Field(default=LIMIT_DEFAULT, ge=1, le=LIMIT_MAX)
    cursor: CursorText | None = None


class Cursor(BaseModel):
    """A subclass names the sort keys, each as the rows call it. It comes from outside: bound its numbers, keep its
    texts `Plain`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True, from_attributes=True)

    def text(self) -> str:
        return base64.urlsafe_b64encode(self.model_dump_json().encode()).rstrip(b"=").decode()

    @classmethod
    def after(cls, row: Any) -> Self:
        """The cursor of a page that ends with the row."""
        return cls.model_validate(row)

    @classmethod
    def read(cls, text: str) -> Self:
        """The position that `text()` gave; raises InvalidRequest for any other text."""
        padding = "=" * (-len(text) % 4)
        try:
            return cls.model_validate_json(base64.b64decode(text + padding, altchars=b"-_", validate=True))
        except ValueError:
            raise InvalidRequest.field("cursor", "is not one that this list gave; leave it out to start over") from None


class Page(NamedTuple, Generic[Row]):
    """The rows of a page, and the cursor of the next one where there is one."""

    rows: Sequence[Row]
    next_cursor: str | None


def page(found: Sequence[Row], limit: int, end: Callable[[Row], Cursor]) -> Page[Row]:
    """The first `limit` of the rows found, of which there is one more where another page follows."""
    rows = found[:limit]
    return Page(rows, end(rows[-1]).text() if len(found) > limit else None)
