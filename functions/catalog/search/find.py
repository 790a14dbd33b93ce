"""Finds a page of products with all the words, or if there are none, with the corrected words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Row
from sqlalchemy.orm import Session

from functions.catalog.search.cursors import Ends
from functions.catalog.search.filters import conditions_of, facets_of
from functions.catalog.search.matching import BY_INDEX, Match, common_statement
from functions.catalog.search.statements import Shape, page_statement

WORDS_MAX = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A search; `filters` has only those in use, `end` is the cursor of the previous page."""

    words: list[str]
    filters: dict[str, Any]
    sort: str
    limit: int
    end: Ends | None


@dataclass(frozen=True, slots=True)
class Found:
    """The rows found; `words` are those that were searched for: the entered ones, or similar ones."""

    rows: Sequence[Row[Any]]
    words: list[str]
    similar: bool


def words(search: str) -> list[str]:
    return search.split()[:WORDS_MAX]


def find(session: Session, asked: Asked) -> Found:
    """Finds at most `limit` rows; later pages search for the same words as the first, corrected or not."""
    if asked.words or facets_of(asked.filters, searched=False):
        session.execute(BY_INDEX)
    if not asked.words:
        return Found(_rows(session, asked, []), [], similar=False)
    if asked.end is None and (rows := _rows(session, asked, asked.words)):
        return Found(rows, asked.words, similar=False)
    if asked.end is not None and not asked.end.similar:
        return Found(_rows(session, asked, asked.words), asked.words, similar=False)
    # Imported here: most searches are spelled as the catalog is.
    from functions.catalog.search.spelling import corrected

    instead = corrected(session, asked.words)
    rows = _rows(session, asked, instead) if instead != asked.words else []
    return Found(rows, instead, similar=bool(rows))


def _rows(session: Session, asked: Asked, searched: list[str]) -> Sequence[Row[Any]]:
    facets = facets_of(asked.filters, searched=bool(searched))
    match = Match(bool(searched), bool(facets))
    values: dict[str, Any] = {**asked.filters, "limit": asked.limit, "words": searched, "facets": facets}
    if asked.end is not None:
        values |= {"key": asked.end.key, "id": asked.end.id}
    shape = Shape(
        sort=asked.sort,
        search=_way(session, asked.sort, match, values) if match else None,
        match=match,
        filters=conditions_of(asked.filters, facets),
        continued=asked.end is not None,
    )
    return session.execute(page_statement(shape), values).all()


def _way(session: Session, sort: str, match: Match, values: dict[str, Any]) -> Literal["candidates", "walk"]:
    if sort == "relevance" or not session.scalar(common_statement(match), values):
        return "candidates"
    return "walk"
