"""Filters of a list of products. Some are facets, by which an index finds the products that have all of them."""

from collections.abc import Mapping
from typing import Any

# Filters of which the values are facets of products, `category=mugs` or `option=Size=L`.
VALUED = ("category", "vendor", "option")
REDUCED = "reduced"


def facets_of(filters: Mapping[str, Any], *, searched: bool) -> list[str]:
    """The facets that a product must have; none for a category alone, which has an index for each sort order."""
    found = [f"{name}={filters[name]}" for name in VALUED if name in filters]
    found += [REDUCED] if REDUCED in filters else []
    return [] if found == [f"category={filters.get('category')}"] and not searched else found


def conditions_of(filters: Mapping[str, Any], facets: list[str]) -> frozenset[str]:
    """The names of the filters that these facets do not include."""
    return frozenset(filters.keys() - {*VALUED, REDUCED} if facets else filters.keys())
