"""Internal — find what got stuck while nobody was awake: orders, reservations, events. A PingSource calls it."""

from eventing.events.orders import OrderOverdue
from eventing.events.retention import RetentionDue
from eventing.events.stock import StockExpiryDue
from functions.messaging.queries import find_stale_work, overdue_orders, purge_before
from functions.messaging.rules import KEPT
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.telemetry.context import log


class Swept(Reply):
    """What was found: order numbers past their deadline, reservations past their time, events that are due."""

    orders: list[str]
    reservations: int
    events: int
    forgotten: int


@http_operation()
def sweep(*, shop: UnitOfWork) -> Swept:
    unused_since = shop.now - KEPT
    lying = find_stale_work(shop.session, shop.now, unused_since)
    found = Swept(
        orders=_resume(shop),
        reservations=lying.reservations,
        events=lying.events,
        forgotten=purge_before(shop.session, unused_since),
    )
    if found.reservations:
        shop.announce(StockExpiryDue(reservations=found.reservations))
    if lying.is_anything_left_behind:
        shop.announce(RetentionDue(unused_since=unused_since))
    shop.wakes_relay = shop.wakes_relay or found.events > 0
    if found.orders or found.reservations or found.events:
        log("found work that was left lying", level="warning", **found.model_dump())
    return found


def _resume(shop: UnitOfWork) -> list[str]:
    overdue = overdue_orders(shop.session, shop.now)
    for order_id, number, state in overdue:
        shop.announce(OrderOverdue(order_id=order_id, number=number, state=state))
    return [number for _, number, _ in overdue]
