"""SQL statements that list products, one for each combination of sort, search and filters; built once and reused.

They are plain SQL because this is the shop's most frequent call. Conditions that are not in use are left out,
so that each combination is one index scan (docs/decisions/0007-search.md).
"""

import functools
from dataclasses import dataclass

from sqlalchemy import TextClause, text

from functions.catalog.queries import OFFER

# The sort key and its direction.
_SORTS = {
    "newest": ("p.created_at", "DESC"),
    "price": ("p.price_from_minor", "ASC"),
    "-price": ("p.price_from_minor", "DESC"),
    "title": ("p.title_key", "ASC"),
}
# All the words; the last may be a prefix. A search of stop words alone, such as "the", finds nothing.
_EXACT = """CAST(NULLIF(CAST(plainto_tsquery('english', catalog.plain(:words)) AS text), '') || ':*' AS tsquery)"""
_EXACT_RANK = f"CAST(1000000 * ts_rank(p.search, {_EXACT}) AS bigint)"
_PAGE = """
WITH page AS MATERIALIZED (
    SELECT p.id, p.handle, p.title, p.vendor, p.category, p.price_from_minor, {key} AS sort_key
    FROM catalog.products p
    WHERE {conditions}
    ORDER BY {key} {direction}, p.id {direction}
    LIMIT :limit
)
SELECT page.*, offer.*, image.url AS image_url, image.alternative_text AS image_alternative_text
FROM page
CROSS JOIN LATERAL ({offer}) offer
LEFT JOIN LATERAL (
    SELECT i.url, i.alternative_text FROM catalog.images i WHERE i.product_id = page.id ORDER BY i.position LIMIT 1
) image ON true
ORDER BY page.sort_key {direction}, page.id {direction}
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """A query without its values; `search` is `exact` or `similar` if there are words."""

    sort: str
    search: str | None = None
    words: int = 0
    filters: frozenset[str] = frozenset()
    continued: bool = False


_FILTERS = {
    "category": "p.category = :category",
    "price_min_minor": "p.price_from_minor >= :price_min_minor",
    "price_max_minor": "p.price_from_minor <= :price_max_minor",
}


@functools.cache
def page_statement(shape: Shape) -> TextClause:
    """The statement for a shape, with parameters `limit`, `words` or `word0` and on, `key`, `id`, and the filters."""
    like = [f"catalog.plain(:word{number})" for number in range(shape.words)] if shape.search == "similar" else []
    key, direction = _SORTS.get(shape.sort) or (_likeness(like) if like else _EXACT_RANK, "DESC")
    conditions = ["p.state = 'published'", *(_FILTERS[name] for name in sorted(shape.filters))]
    if shape.search == "exact":
        conditions.append(f"p.search @@ {_EXACT}")
    conditions += [f"(p.search @@ plainto_tsquery('english', {word}) OR {word} <<% p.search_text)" for word in like]
    if shape.continued:
        conditions.append(f"({key}, p.id) {'<' if direction == 'DESC' else '>'} (:key, :id)")
    return text(_PAGE.format(key=key, direction=direction, conditions=" AND ".join(conditions), offer=OFFER))


def _likeness(words: list[str]) -> str:
    total = " + ".join(f"strict_word_similarity({word}, p.search_text)" for word in words)
    return f"CAST(1000000 * ({total}) AS bigint)"
