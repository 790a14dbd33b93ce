"""Writes the SQL condition on search entries, with the parameters `words` and `facets`."""

import functools
from dataclasses import dataclass

from sqlalchemy import TextClause, text

# As many of the products with all the words of a search are ranked and sorted.
CANDIDATES_MAX = 1000
# The planner would read the whole table for a prefix, which it takes for common, although most are not.
BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true)")

QUERY = "catalog.search_query(:words)"


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a search entry has to have all the `words`, and all the `facets`."""

    words: bool = False
    facets: bool = False

    def __bool__(self) -> bool:
        return self.words or self.facets

    def condition(self, entry: str) -> str:
        of_words = [f"{entry}.words @@ {QUERY}"] if self.words else []
        return " AND ".join([*of_words, f"{entry}.facets @> :facets"] if self.facets else of_words)


@functools.cache
def common_statement(match: Match) -> TextClause:
    """The statement that finds out whether more products match than are ranked."""
    return text(f"""
        SELECT count(*) = {CANDIDATES_MAX} FROM (
            SELECT FROM catalog.search_entries e WHERE {match.condition("e")} LIMIT {CANDIDATES_MAX}
        ) found
    """)  # noqa: S608 - of constants
