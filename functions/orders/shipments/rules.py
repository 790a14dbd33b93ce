"""Rules of shipments: items left to ship, permitted quantities, the captured amount, and tracking pages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from db.models.order_codes import State

# The first parcel is sent from a confirmed order; further ones may follow in any later state.
MAY_SHIP: frozenset[State] = frozenset({"confirmed", "shipped", "delivered", "return_requested"})
MAY_RELEASE: frozenset[State] = MAY_SHIP | {"refunded"}


def left_to_ship(ordered: Mapping[str, int], shipped: Mapping[str, int], released: Mapping[str, int]) -> Counter[str]:
    """The quantity of each SKU that is neither shipped nor released; SKUs of which nothing is left are missing."""
    return Counter(ordered) - Counter(shipped) - Counter(released)


def too_many(left: Mapping[str, int], wanted: Mapping[str, int]) -> str | None:
    """The first SKU of which more is wanted than is left; None if there is no such SKU."""
    return next((sku for sku, quantity in wanted.items() if quantity > left.get(sku, 0)), None)


def is_all(left: Mapping[str, int], wanted: Mapping[str, int]) -> bool:
    return not Counter(left) - Counter(wanted)


def capture_minor(total_minor: int, uncaptured_minor: Iterable[int]) -> int:
    """The amount that the first shipment captures: the total less items released before it."""
    return total_minor - sum(uncaptured_minor)


def template_of(carrier: str, templates: Iterable[tuple[str, str]]) -> str | None:
    """The address of the carrier whose name equals the given one or its beginning, such as DHL for “dhl Paket”.

    `templates` are addresses by name; the longest name counts. None if no carrier matches.
    """
    given = carrier.strip().lower()
    known = [(name, url) for name, url in templates if given == name.lower() or given.startswith(f"{name.lower()} ")]
    return max(known, key=lambda each: len(each[0]))[1] if known else None


def tracking_url(template: str | None, code: str) -> str | None:
    """The carrier's page about the parcel with the code."""
    return template.replace("{code}", quote(code, safe="")) if template is not None else None
