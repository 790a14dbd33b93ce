"""Rules of shipments: what is left to ship, what of it may go, what is captured, and where a carrier shows a parcel."""

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from db.models.order_codes import State

# The first parcel leaves a confirmed order. What is left may go later, whatever else became of the order.
MAY_SHIP: frozenset[State] = frozenset({"confirmed", "shipped", "delivered", "return_requested"})
MAY_RELEASE: frozenset[State] = MAY_SHIP | {"refunded"}


def left_to_ship(ordered: Mapping[str, int], shipped: Mapping[str, int], released: Mapping[str, int]) -> Counter[str]:
    """How many of each SKU are neither shipped nor released; SKUs of which nothing is left are missing."""
    return Counter(ordered) - Counter(shipped) - Counter(released)


def too_many(left: Mapping[str, int], wanted: Mapping[str, int]) -> str | None:
    """The first SKU of which more is wanted than is left; None if there is none."""
    return next((sku for sku, quantity in wanted.items() if quantity > left.get(sku, 0)), None)


def is_all(left: Mapping[str, int], wanted: Mapping[str, int]) -> bool:
    return not Counter(left) - Counter(wanted)


def capture_minor(total_minor: int, untaken_minor: Iterable[int]) -> int:
    """What the first shipment captures: the total without what was released before it."""
    return total_minor - sum(untaken_minor)


def template_of(carrier: str, templates: Iterable[tuple[str, str]]) -> str | None:
    """The address of the carrier whose name the given one is or begins with, such as DHL of “dhl Paket”.

    `templates` are names with addresses; the longest name counts, and None is without a known one.
    """
    given = carrier.strip().lower()
    known = [(name, url) for name, url in templates if given == name.lower() or given.startswith(f"{name.lower()} ")]
    return max(known, key=lambda each: len(each[0]))[1] if known else None


def tracking_url(template: str | None, code: str) -> str | None:
    """The carrier's page about the parcel with the code."""
    return template.replace("{code}", quote(code, safe="")) if template is not None else None
