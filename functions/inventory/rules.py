"""The rules of stock."""

from collections.abc import Mapping

QUANTITY_MAX = 1_000_000
ON_HAND_MAX = 1_000_000_000


def shortage(wanted: Mapping[str, int], available: Mapping[str, int]) -> str | None:
    """The first SKU of which there is less than wanted; None when there is enough of all."""
    return next((sku for sku in sorted(wanted) if available.get(sku, 0) < wanted[sku]), None)


def on_hand_after_count(counted: int, *, moved_since: int, reserved: int) -> int:
    """What is on the shelf now, given a count of some time ago; what orders have reserved is never denied."""
    return max(counted + moved_since, reserved)
