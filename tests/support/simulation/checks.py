"""Checks what the database alone does not show: the responses that people got, and their mails."""

from collections import Counter
from typing import Any

from tests.support.simulation.world.world import World

# Staff decide about what a card declines when it is charged; nothing else is given up.
UNEXPECTED = """
SELECT d.event_type, d.consumer, d.cause FROM messaging.dead_letters d
LEFT JOIN orders.orders o ON o.id::text = d.data ->> 'order_id'
WHERE d.state = 'open' AND NOT (d.consumer = 'capture-payment' AND o.payment_method = 'card_declined_at_capture')
"""


def problems_outside(world: World) -> dict[str, list[Any]]:
    """By name, what is wrong with acknowledged orders, dead letters and mails."""
    existing = sorted(number for (number,) in world.query("SELECT number FROM orders.orders"))
    copies = Counter(str(mail["message-id"]) for mail in world.recorded_mails)
    ((due,),) = world.query("SELECT count(*) FROM notifications.sent_mails")
    found = {
        "every-acknowledged-order-exists-once": [] if existing == sorted(world.people.numbers()) else existing,
        "nothing-else-is-given-up": world.query(UNEXPECTED),
        "each-mail-arrives-once": [mail for mail, count in copies.items() if count > 1],
        "each-mail-arrives": [] if len({str(mail["message-id"]) for mail in world.network.mails}) == due else [due],
    }
    return {name: rows for name, rows in found.items() if rows}
