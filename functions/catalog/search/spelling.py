"""Corrects the words of a search by the words of the catalog."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import text
from sqlalchemy.orm import Session

# Words of the catalog of which some letters left out are some letters left out of the typed word.
_ALIKE = text("""
    SELECT typed, catalog.plain(typed), alike.word
    FROM unnest(CAST(:words AS text[])) typed CROSS JOIN LATERAL (
        SELECT w.word FROM catalog.words w
        WHERE w.deletions && catalog.deletions(catalog.plain(typed), :most) LIMIT 1000
    ) alike
""")


def corrected(session: Session, words: list[str]) -> list[str]:
    """The words, each replaced by the most similar word of the catalog, if there is one."""
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


def edits_max(word: str) -> int:
    """The number of typing errors that are corrected in a word; none in one of two letters."""
    return 0 if len(word) < 3 else 1 if len(word) <= 5 else 2


def edits(first: str, second: str) -> int:
    """The least number of typing errors between two words: letters that are missing, added, replaced or swapped."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other)))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
