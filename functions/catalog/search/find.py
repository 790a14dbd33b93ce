"""Finds a page of products: those that have all the words, or if there are none, similar ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from functions.catalog.search.cursors import Ends
from functions.catalog.search.statements import Shape, page_statement

WORDS_MAX = 8
# The least trigram similarity of two words. At 0.25, 93 of 100 words with one typing error match the intended word,
# and one in five matches another one as well (docs/decisions/0007-search.md).
_SIMILARITY = text("SELECT set_config('pg_trgm.strict_word_similarity_threshold', '0.25', true)")


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
    """The words of a search. A search of punctuation alone counts as one word, which matches nothing."""
    return re.findall(r"\w+", search)[:WORDS_MAX] or ([search] if search else [])


def find(session: Session, asked: Asked) -> Found:
    """At most `limit` rows; later pages use the same kind of match, exact or similar, as the first."""
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
