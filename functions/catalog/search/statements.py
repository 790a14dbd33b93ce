"""Builds the SQL statements that list products: one for each combination of sort, search and filters, which is reused.

They are plain SQL because this is the shop's most frequent call. Conditions that are not in use are left out, so that
each combination walks one index. What a statement reads is bounded, however many products there are
(docs/decisions/0063-reads-are-bounded.md).
"""

import functools
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import TextClause, text

from functions.catalog.queries import IS_AVAILABLE, OFFER
from functions.catalog.search.matching import CANDIDATES_MAX, QUERY, Match

_RANK = f"CAST(1000000 * ts_rank(p.words, {QUERY}) AS bigint)"
# The sort key and its direction.
_SORTS = {
    "newest": ("p.created_at", "DESC"),
    "price": ("p.price_from_minor", "ASC"),
    "-price": ("p.price_from_minor", "DESC"),
    "title": ("p.title_key", "ASC"),
    "relevance": (_RANK, "DESC"),
}
FILTERS = {
    "category": "p.category = :category",
    "price_min_minor": "p.price_from_minor >= :price_min_minor",
    "price_max_minor": "p.price_from_minor <= :price_max_minor",
}
# With the alias `p` for the `source` of the products.
PAGE = """
WITH found AS MATERIALIZED (
    SELECT p.id, {key} AS sort_key FROM {source} p
    WHERE {conditions} ORDER BY {key} {direction}, p.id {direction} LIMIT :limit
), page AS MATERIALIZED (
    SELECT p.id, p.handle, p.title, p.vendor, p.category, p.state, p.price_from_minor, found.sort_key
    FROM found JOIN catalog.products p ON p.id = found.id
)
SELECT page.*, offer.*, pictures.urls, pictures.alternative_text AS image_alternative_text
FROM page
CROSS JOIN LATERAL ({offer}) offer
LEFT JOIN LATERAL (
    SELECT array_agg(i.url) AS urls, (array_agg(i.alternative_text))[1] AS alternative_text
    FROM (
        SELECT url, alternative_text FROM catalog.images WHERE product_id = page.id ORDER BY position LIMIT 2
    ) i
) pictures ON true
ORDER BY page.sort_key {direction}, page.id {direction}
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """What two queries with the same statement have in common: everything except their values.

    A search by words or facets sorts the matching `candidates`. Where most products match, it goes through the index of
    the sort order instead, which is called a `walk`, and stops at the end of the page.
    """

    sort: str
    match: Match
    search: Literal["candidates", "walk"] | None = None
    filters: frozenset[str] = frozenset()
    continued: bool = False


@functools.cache
def page_statement(shape: Shape) -> TextClause:
    """The statement for a shape, with parameters `limit`, `words`, `facets`, `key`, `id`, and the filters."""
    key, direction = _SORTS[shape.sort]
    conditions = [FILTERS[name] for name in sorted(shape.filters & FILTERS.keys())]
    if shape.continued:
        conditions.append(f"({key}, p.id) {'<' if direction == 'DESC' else '>'} (:key, :id)")
    source = _candidates(shape.match) if shape.search == "candidates" else "catalog.products"
    # Candidates are always published products.
    conditions += [] if shape.search == "candidates" else ["p.state = 'published'"]
    conditions += [_matches(shape.match)] if shape.search == "walk" else []
    if "available" in shape.filters:
        if shape.search != "candidates":
            source, conditions = _first_rows(source, conditions, f"{key} {direction}, p.id {direction}"), []
        conditions.append(IS_AVAILABLE)
    where = " AND ".join(conditions) or "true"
    return text(PAGE.format(source=source, key=key, direction=direction, conditions=where, offer=OFFER))


def _candidates(match: Match) -> str:
    return f"""(
    SELECT product_id AS id, category, price_from_minor, created_at, title_key, words
    FROM catalog.search_entries e WHERE {match.condition("e")} LIMIT {CANDIDATES_MAX}
)"""  # noqa: S608 - of constants


def _matches(match: Match) -> str:
    """A subquery, which the planner cannot turn into a join, so that a walk can stop at the end of the page."""
    return f"(SELECT {match.condition('e')} FROM catalog.search_entries e WHERE e.product_id = p.id)"  # noqa: S608


def _first_rows(source: str, conditions: list[str], order: str) -> str:
    """The first products of the sort order, of which a condition may then leave out those that are sold out."""
    where = " AND ".join(conditions)
    return f"(SELECT p.* FROM {source} p WHERE {where} ORDER BY {order} LIMIT {CANDIDATES_MAX})"  # noqa: S608
