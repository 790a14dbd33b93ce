"""Counts the products that a search and its filters find, and those that each further filter would leave.

It counts at most CANDIDATES_MAX products: if there are more, its numbers are lower bounds. The values of a filter in
use are counted as if it were not in use, so that a shopper sees what another value would find.
"""

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from functions.catalog.queries import IS_AVAILABLE
from functions.catalog.rules import PRICE_STEPS_MINOR
from functions.catalog.search.filters import VALUED, conditions_of, facets_of
from functions.catalog.search.matching import BY_INDEX, CANDIDATES_MAX, Match
from functions.catalog.search.statements import FILTERS

PRICE = ("price_min_minor", "price_max_minor")
_FROM_ENTRIES = """
    SELECT product_id AS id, price_from_minor, facets FROM catalog.search_entries e WHERE {match} LIMIT {most}
"""
_FROM_PRODUCTS = """
    SELECT p.id, p.price_from_minor, e.facets
    FROM (SELECT p.id, p.price_from_minor FROM catalog.products p WHERE {conditions} LIMIT {most}) p
    JOIN catalog.search_entries e ON e.product_id = p.id
"""
_COUNTS = """
WITH candidates AS MATERIALIZED ({source}), found AS MATERIALIZED (
    SELECT p.facets, p.price_from_minor, {is_available} AS available FROM candidates p
), fitting AS MATERIALIZED (SELECT * FROM found p WHERE {conditions})
SELECT 'candidates' AS facet, count(*) AS products FROM candidates
UNION ALL SELECT 'total', count(*) FROM fitting
UNION ALL SELECT 'available', count(*) FROM fitting WHERE available
UNION ALL SELECT 'price=' || width_bucket(price_from_minor, CAST(:steps AS bigint[])), count(*) FROM fitting GROUP BY 1
UNION ALL SELECT facet, count(*) FROM fitting, unnest(facets) facet GROUP BY 1
"""


class Counted(NamedTuple):
    """Numbers of products by facet; with `more`, there are products that were not counted."""

    products: dict[str, int]
    more: bool

    def values(self, kind: str) -> Iterator[tuple[str, int]]:
        """The values of the kind of facet, the most frequent first."""
        found = [(key.partition("=")[2], number) for key, number in self.products.items() if key.startswith(f"{kind}=")]
        return iter(sorted(found, key=lambda value: (-value[1], value[0])))


def counts(session: Session, words: list[str], filters: dict[str, Any]) -> dict[str, Counted]:
    """For each kind of facet, the counts under all other filters; `total` has those under all filters."""
    session.execute(BY_INDEX)
    total = _counted(session, words, filters)
    found = {"total": total, **dict.fromkeys((*VALUED, "price"), total)}
    for kind in found.keys() - {"total"}:
        others = {name: value for name, value in filters.items() if name not in (PRICE if kind == "price" else (kind,))}
        if len(others) < len(filters):
            found[kind] = _counted(session, words, others)
    return found


def _counted(session: Session, words: list[str], filters: dict[str, Any]) -> Counted:
    facets = facets_of(filters, searched=bool(words))
    match = Match(bool(words), bool(facets))
    statement = _statement(match, conditions_of(filters, facets))
    values = {**filters, "words": words, "facets": facets, "steps": list(PRICE_STEPS_MINOR)}
    products: dict[str, int] = dict(session.execute(statement, values).tuples().all())
    more = products.pop("candidates") > CANDIDATES_MAX
    return Counted({facet: min(number, CANDIDATES_MAX) for facet, number in products.items()}, more)


@functools.cache
def _statement(match: Match, filters: frozenset[str]) -> TextClause:
    conditions = [FILTERS[name] for name in sorted(filters & FILTERS.keys())]
    if match:
        source = _FROM_ENTRIES.format(match=match.condition("e"), most=CANDIDATES_MAX + 1)
    else:
        published = " AND ".join(["p.state = 'published'", *conditions])
        source, conditions = _FROM_PRODUCTS.format(conditions=published, most=CANDIDATES_MAX + 1), []
    conditions += ["p.available"] if "available" in filters else []
    where = " AND ".join(conditions) or "true"
    return text(_COUNTS.format(source=source, conditions=where, is_available=IS_AVAILABLE))
