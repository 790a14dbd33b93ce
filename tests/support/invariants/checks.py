"""Checks a shop's database against the invariants, in one statement."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

from tests.support.invariants.always import ALWAYS
from tests.support.invariants.at_rest import AT_REST, BOOKS

UNDER_WAY = """
SELECT (SELECT count(*) FROM orders.orders WHERE state IN ('placed', 'reserved'))
     + (SELECT count(*) FROM messaging.outbox WHERE cardinality(awaiting) > 0)
"""
SOLD = """
SELECT coalesce(sum(l.quantity), 0) FROM orders.lines l JOIN orders.orders o ON o.id = l.order_id
WHERE o.state = 'confirmed' AND l.sku = %s
"""
DEAD_LETTERS = {"nothing-was-given-up": "SELECT event_type, consumer, cause FROM messaging.dead_letters"}


class Shop(Protocol):
    """A shop whose database can be asked."""

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]: ...


def under_way(shop: Shop) -> int:
    """Orders that have not ended, and events that a consumer still waits for."""
    return int(shop.query(UNDER_WAY)[0][0])


def violations(shop: Shop, invariants: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows that violate each invariant; the invariants that hold are left out."""
    found: dict[str, list[Any]] = {}
    for name, row in shop.query(one_statement(invariants)):
        found.setdefault(name, []).append(json.loads(row))
    return found


def one_statement(invariants: Mapping[str, str]) -> str:
    return " UNION ALL ".join(
        f"SELECT '{name}', to_jsonb(violation)::text FROM ({query}) violation" for name, query in invariants.items()
    )


def check_books(shop: Shop) -> None:
    """Orders, payments, stock and the provider agree with each other; nothing is under way."""
    assert violations(shop, {**ALWAYS, **BOOKS}) == {}


def check_invariants(shop: Shop) -> None:
    """Nothing is under way, every invariant holds, and no event was given up."""
    assert violations(shop, {**ALWAYS, **AT_REST, **DEAD_LETTERS}) == {}
