"""Statements that read more pages in a larger shop, up to a bound: by operation and a part of the text, the pages."""

from collections.abc import Mapping
from types import MappingProxyType

from functions.catalog.search.matching import CANDIDATES_MAX

# Each candidate may lie on a page of its own; in a shop of few products they lie together.
_SEARCH = CANDIDATES_MAX + 300
# Each product is counted with its entry, its two variants and their stock.
_COUNTS = 14 * CANDIDATES_MAX
# Few mugs of the smaller shop are in the range of prices; of the larger one a page, and one product more. Each is shown
# with its two variants, their stock and its picture, and looking for them takes a few pages of the index.
_PAGE = 21 * 16 + 24

# An export reads 500 products at a time. In a larger shop their variants and pictures are looked for one by one.
_EXPORTED = 500 * 4

# What changed lately are 60 orders and SKUs. A new row may fill the end of an old page, and a small index on time then
# has its 32 pages read; of a small shop there are no more pages to read. What was found is looked for in an index of
# three or four levels.
_CHANGED, _OF_CHANGED = 60 * 32, 60 * 6

BOUNDED: Mapping[tuple[str, str], int] = MappingProxyType(
    {
        ("list-products", "FROM catalog.search_entries e WHERE"): _SEARCH,
        ("list-products", "WITH candidates AS"): _COUNTS,
        ("list-products", "WHERE p.category = :category AND p.price_from_minor <="): _PAGE,
        ("export-products", "WITH page AS MATERIALIZED"): _EXPORTED,
        **{("exporter", f"changed {kind}"): _CHANGED for kind in ("orders", "skus")},
        **{
            ("exporter", rule): _OF_CHANGED
            for rule in ("oversold", "unpaid-orders", "ledger-balance", "ledger-payments")
        },
    }
)
