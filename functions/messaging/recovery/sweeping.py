"""Sweeps once: handles overdue work in bounded batches, each in a transaction of its own."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from eventing.events.closures import AccountErasureDue
from eventing.events.orders import OrderOverdue
from eventing.events.stock import StockExpiryDue
from eventing.times import SWEEP_WAIT_MAX, SWEEP_WAIT_MIN
from functions.messaging.queries import StaleWork, apply_prices, find_stale_work, overdue_orders
from functions.runtime.database.unit_of_work import Begin, UnitOfWork
from functions.runtime.telemetry.context import log

WAIT_MIN_SECONDS = SWEEP_WAIT_MIN.total_seconds()

# What triggers have noted of the totals that the metrics exporter shows. In one statement, so that every reader sees
# each change once; who sweeps at the same time waits here, and finds none.
ADD_UP = """
    WITH added AS (DELETE FROM messaging.total_changes RETURNING total, labels, amount)
    INSERT INTO messaging.totals AS t (total, labels, amount)
    SELECT total, labels, sum(amount) FROM added GROUP BY total, labels ORDER BY total, labels
    ON CONFLICT (total, labels) DO UPDATE SET amount = t.amount + excluded.amount
"""


def add_up_totals(session: Session) -> None:
    session.execute(text(ADD_UP))


def sweep_once(begin: Begin, found: Counter[str], until: float, trigger_webhooks: Callable[[], None]) -> float | None:
    """Handles and counts overdue work; returns the seconds until more is due, None if that is not soon."""
    try:
        return _sweep(begin, found, until, trigger_webhooks)
    except SQLAlchemyError as failure:
        from functions.runtime.database.failures import as_shop_error

        if as_shop_error(failure) is None:
            raise
        # Whether anything is owed cannot be known, so the sweep goes on.
        log("the database does not answer", level="warning", cause=type(failure).__name__)
        return WAIT_MIN_SECONDS


def _sweep(begin: Begin, found: Counter[str], until: float, trigger_webhooks: Callable[[], None]) -> float | None:
    with begin() as shop:
        now, stale = shop.now, find_stale_work(shop.session, shop.now)
        if stale.reservations:
            shop.announce(StockExpiryDue(reservations=stale.reservations))
        if stale.closures:
            shop.announce(AccountErasureDue(accounts=stale.closures))
        shop.triggers_relay = shop.triggers_relay or stale.due_events > 0
    found.update(reservations=stale.reservations, events=stale.due_events)
    if stale.webhooks:
        trigger_webhooks()
    if stale.prices:
        # Skipped while the catalog is locked; the next sweep does it.
        with begin() as shop:
            found["prices"] += apply_prices(shop)
    if stale.orders:
        found["orders"] += _in_pieces(begin, _resume_orders, until)
    # Imported where they are used: few sweeps find such events or dead letters.
    if stale.aged_events:
        from functions.messaging.outbox.give_up import give_up_events

        found["given_up"] += _in_pieces(begin, give_up_events, until)
    if stale.dead_letters:
        from functions.messaging.dead_letters.overtaken import close_overtaken

        found["overtaken"] += _in_pieces(begin, close_overtaken, until)
    return _seconds_to_wait(stale, now)


def _in_pieces(begin: Begin, piece: Callable[[UnitOfWork], int], until: float) -> int:
    """Repeats `piece` until it finds nothing more or the time is over; returns the number of all that it found."""
    total = 0
    while True:
        with begin() as shop:
            number = piece(shop)
        total += number
        if number == 0 or time.monotonic() >= until:
            return total


def _resume_orders(shop: UnitOfWork) -> int:
    overdue = overdue_orders(shop.session, shop.now)
    for order_id, number, state in overdue:
        shop.announce(OrderOverdue(order_id=order_id, number=number, state=state))
    return len(overdue)


def _seconds_to_wait(stale: StaleWork, now: datetime) -> float | None:
    if stale.orders or stale.reservations or stale.aged_events or stale.prices:
        return WAIT_MIN_SECONDS
    # A shopper who pays at the provider may take long; the shop sleeps meanwhile.
    if stale.next_due is None or stale.next_due - now > SWEEP_WAIT_MAX:
        return None
    return max((stale.next_due - now).total_seconds(), WAIT_MIN_SECONDS)
