"""Finds a page of products: those that have all the words, or if there are none, those with the corrected words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from functions.catalog.search.cursors import Ends
from functions.catalog.search.statements import IS_COMMON, Shape, page_statement

WORDS_MAX = 8
# The planner would read the whole table for a prefix, which it takes for common, although most are not.
_BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search; `filters` has only those in use, `end` is the cursor of the page before."""

    words: list[str]
    filters: dict[str, Any]
    sort: str
    limit: int
    end: Ends | None


@dataclass(frozen=True, slots=True)
class Found:
    rows: Sequence[Row[Any]]
    similar: bool


def words(search: str) -> list[str]:
    return search.split()[:WORDS_MAX]


def find(session: Session, asked: Asked) -> Found:
    """At most `limit` rows; later pages search for the same words, corrected or not, as the first."""
    if not asked.words:
        return Found(_rows(session, asked, []), similar=False)
    session.execute(_BY_INDEX)
    if asked.end is None and (rows := _rows(session, asked, asked.words)):
        return Found(rows, similar=False)
    if asked.end is not None and not asked.end.similar:
        return Found(_rows(session, asked, asked.words), similar=False)
    # Imported here: most searches are spelled as the catalog is.
    from functions.catalog.search.spelling import corrected

    instead = corrected(session, asked.words)
    rows = _rows(session, asked, instead) if instead != asked.words else []
    return Found(rows, similar=bool(rows))


def _rows(session: Session, asked: Asked, searched: list[str]) -> Sequence[Row[Any]]:
    values: dict[str, Any] = {**asked.filters, "limit": asked.limit}
    if searched:
        values["words"] = searched
    if asked.end is not None:
        values |= {"key": asked.end.key, "id": asked.end.id}
    shape = Shape(
        sort=asked.sort,
        search=_way(session, asked.sort, searched) if searched else None,
        filters=frozenset(asked.filters),
        continued=asked.end is not None,
    )
    return session.execute(page_statement(shape), values).all()


def _way(session: Session, sort: str, searched: list[str]) -> Literal["candidates", "walk"]:
    if sort == "relevance" or not session.scalar(IS_COMMON, {"words": searched}):
        return "candidates"
    return "walk"
