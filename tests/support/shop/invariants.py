"""What must be true of the shop's data whenever nothing is under way, whatever happened before."""

from typing import Any, Protocol

UNDER_WAY = """
SELECT (SELECT count(*) FROM orders.orders WHERE state IN ('placed', 'reserved'))
     + (SELECT count(*) FROM messaging.outbox WHERE cardinality(awaiting) > 0)
"""
UNBALANCED = """
SELECT booking FROM payments.ledger GROUP BY booking, currency HAVING sum(amount_minor) <> 0
"""
# Every confirmed order holds exactly one authorisation of exactly its total, and only confirmed orders hold one.
WRONGLY_PAID = """
SELECT o.number, o.state, p.state, p.amount_minor, o.total_minor
FROM orders.orders o LEFT JOIN payments.payments p ON p.order_id = o.id
WHERE (o.state = 'confirmed') <> (p.state IS NOT DISTINCT FROM 'authorized')
   OR (p.state = 'authorized' AND p.amount_minor <> o.total_minor)
"""
# The card simulator's own books: what it holds must be what the shop believes.
HELD_BY_CARD_SIMULATOR = "SELECT count(*), count(DISTINCT id) FROM card_simulator.charges WHERE state = 'authorized'"
HELD_BY_SHOP = "SELECT count(*), count(DISTINCT provider_reference) FROM payments.payments WHERE state = 'authorized'"
# What left the shelf is what confirmed orders have bought.
WRONG_STOCK = """
SELECT s.sku, s.on_hand, s.reserved, coalesce(moved.quantity, 0)
FROM inventory.stock s
LEFT JOIN (SELECT sku, sum(quantity) AS quantity FROM inventory.movements GROUP BY sku) moved USING (sku)
WHERE s.on_hand <> coalesce(moved.quantity, 0) OR s.reserved <> 0
"""
SOLD = """
SELECT coalesce(sum(l.quantity), 0) FROM orders.lines l JOIN orders.orders o ON o.id = l.order_id
WHERE o.state = 'confirmed' AND l.sku = %s
"""
TWICE_IN_TIMELINE = """
SELECT order_id, state FROM orders.transitions WHERE state IN ('placed', 'reserved', 'confirmed', 'rejected')
GROUP BY order_id, state HAVING count(*) > 1
"""
TWICE_ENDED = """
SELECT order_id FROM orders.transitions WHERE state IN ('confirmed', 'rejected') GROUP BY order_id HAVING count(*) > 1
"""


class Shop(Protocol):
    """A shop whose database can be asked."""

    def query(self, statement: str, *values: Any) -> list[tuple[Any, ...]]: ...


def under_way(shop: Shop) -> int:
    """Orders that have not ended, and events that a consumer still waits for."""
    return int(shop.query(UNDER_WAY)[0][0])


def check_books(shop: Shop) -> None:
    """Ledger, payments, stock and timelines agree with each other."""
    assert shop.query(UNBALANCED) == []
    assert shop.query(WRONGLY_PAID) == []
    assert shop.query(HELD_BY_CARD_SIMULATOR) == shop.query(HELD_BY_SHOP)
    assert shop.query(WRONG_STOCK) == []
    assert shop.query(TWICE_IN_TIMELINE) == []
    assert shop.query(TWICE_ENDED) == []


def check_invariants(shop: Shop) -> None:
    """The books agree, and no event was given up."""
    check_books(shop)
    assert shop.query("SELECT event_type, consumer, cause FROM messaging.dead_letters") == []
