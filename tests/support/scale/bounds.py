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

# What changed lately are 60 orders, with two bookings and a SKU each. Each is looked for in an index of three or four
# levels, while a small shop's few pages are read whole: 325 pages to find the SKUs, 104 to 135 for the rules below.
_CHANGED_SKUS, _OF_CHANGED = 60 * 6, 60 * 3

BOUNDED: Mapping[tuple[str, str], int] = MappingProxyType(
    {
        ("list-products", "FROM catalog.search_entries e WHERE"): _SEARCH,
        ("list-products", "WITH candidates AS"): _COUNTS,
        ("list-products", "WHERE p.category = :category AND p.price_from_minor <="): _PAGE,
        ("exporter", "changed skus"): _CHANGED_SKUS,
        **{
            ("exporter", rule): _OF_CHANGED
            for rule in ("oversold", "ledger-balance", "ledger-payments", "provider-ledger")
        },
    }
)
