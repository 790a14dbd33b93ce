"""Finds a page of products: those that have all the words, or where there are none, those that are like them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from functions.catalog.search.cursors import Ends
from functions.catalog.search.statements import Shape, page_statement

WORDS_MAX = 8
# How alike words must be, by the letters they share in threes: with this 93 of 100 words with one typing error find
# the word that was meant, and every fifth finds another one as well (docs/decisions/0007-search.md).
_SIMILARITY = text("SELECT set_config('pg_trgm.strict_word_similarity_threshold', '0.25', true)")


@dataclass(frozen=True, slots=True)
class Asked:
    """`filters` has only those that are asked for; `end` is where the page before ended."""

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
    """What is searched for; where that has no words it is one itself, which nothing has."""
    return re.findall(r"\w+", search)[:WORDS_MAX] or ([search] if search else [])


def find(session: Session, asked: Asked) -> Found:
    """At most `limit` rows; a search goes on as it began, with exact or with similar matches."""
    similar = asked.end is not None and asked.end.similar
    rows = _rows(session, asked, similar)
    if asked.words and asked.end is None and not rows:
        similar, rows = True, _rows(session, asked, similar=True)
    return Found(rows, similar and bool(rows))


def _rows(session: Session, asked: Asked, similar: bool) -> Sequence[Row[Any]]:
    values = {**asked.filters, "limit": asked.limit, "words": " ".join(asked.words)}
    if asked.end is not None:
        values |= {"key": asked.end.key, "id": asked.end.id}
    if similar:
        session.execute(_SIMILARITY)
        values |= {f"word{number}": word for number, word in enumerate(asked.words)}
    shape = Shape(
        sort=asked.sort,
        search=("similar" if similar else "exact") if asked.words else None,
        words=len(asked.words),
        filters=frozenset(asked.filters),
        continued=asked.end is not None,
    )
    return session.execute(page_statement(shape), values).all()
