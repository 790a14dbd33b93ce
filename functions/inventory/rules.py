"""The rules of stock."""

from collections.abc import Mapping


def shortage(wanted: Mapping[str, int], available: Mapping[str, int]) -> str | None:
    """The first SKU of which there is less than wanted; None when there is enough of all."""
    return next((sku for sku in sorted(wanted) if available.get(sku, 0) < wanted[sku]), None)
