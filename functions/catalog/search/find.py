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
class Search:
    """A search; `filters` has only those in use, `end` is the cursor of the previous page."""

    words: list[str]
    filters: dict[str, Any]
    sort: str
    limit: int
    end: Ends | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The rows found; `words` are those that were searched for: the entered ones, or similar ones."""

    rows: Sequence[Row[Any]]
    words: list[str]
    similar: bool


def words(search: str) -> list[str]:
    return search.split()[:WORDS_MAX]


def find(session: Session, search: Search) -> SearchResult:
    """Finds at most `limit` rows; later pages search for the same words as the first, corrected or not."""
    if search.words or facets_of(search.filters, searched=False):
        session.execute(BY_INDEX)
    if not search.words:
        return SearchResult(_rows(session, search, []), [], similar=False)
    if search.end is None and (rows := _rows(session, search, search.words)):
        return SearchResult(rows, search.words, similar=False)
    if search.end is not None and not search.end.similar:
        return SearchResult(_rows(session, search, search.words), search.words, similar=False)
    # Imported here: most searches are spelled as the catalog is.
    from functions.catalog.search.spelling import corrected

    instead = corrected(session, search.words)
    rows = _rows(session, search, instead) if instead != search.words else []
    return SearchResult(rows, instead, similar=bool(rows))


def _rows(session: Session, search: Search, searched: list[str]) -> Sequence[Row[Any]]:
    facets = facets_of(search.filters, searched=bool(searched))
    match = Match(bool(searched), bool(facets))
    values: dict[str, Any] = {**search.filters, "limit": search.limit, "words": searched, "facets": facets}
    if search.end is not None:
        values |= {"key": search.end.key, "id": search.end.id}
    shape = Shape(
        sort=search.sort,
        search=_search_method(session, search.sort, match, values) if match else None,
        match=match,
        filters=conditions_of(search.filters, facets),
        continued=search.end is not None,
    )
    return session.execute(page_statement(shape), values).all()


def _search_method(session: Session, sort: str, match: Match, values: dict[str, Any]) -> Literal["candidates", "walk"]:
    if sort == "relevance" or not session.scalar(common_statement(match), values):
        return "candidates"
    return "walk"
