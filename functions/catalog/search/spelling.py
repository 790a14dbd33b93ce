"""Corrects the words of a search by the words of the catalog."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

from functions.catalog.rules import edits, edits_max

# Words of the catalog of which some letters left out are some letters left out of the typed word.
_ALIKE = text("""
    SELECT typed, catalog.plain(typed), alike.word
    FROM unnest(CAST(:words AS text[])) typed CROSS JOIN LATERAL (
        SELECT w.word FROM catalog.words w
        WHERE w.deletions && catalog.deletions(catalog.plain(typed), :most) LIMIT 1000
    ) alike
""")


def corrected(session: Session, words: list[str]) -> list[str]:
    """The words, each replaced by the word of the catalog that is most like it, where there is one."""
    alike: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for most in (1, 2):
        typed = [word for word in words if word.isalpha() and edits_max(word) == most]
        if typed:
            for word, plain, known in session.execute(_ALIKE, {"words": typed, "most": most}):
                alike[word][known] = edits(plain, known)
    return [_closest(word, alike[word].items()) for word in words]


def _closest(word: str, alike: Iterable[tuple[str, int]]) -> str:
    near = [(number, known) for known, number in alike if number <= edits_max(word)]
    return min(near)[1] if near else word
