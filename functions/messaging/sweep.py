"""Internal — resumes overdue orders, expires reservations, purges old data. A PingSource calls it."""

from eventing.events.orders import OrderOverdue
from eventing.events.retention import RetentionDue
from eventing.events.stock import StockExpiryDue
from functions.messaging.queries import find_stale_work, overdue_orders, purge_before
from functions.messaging.rules import RETENTION
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.replies import Reply
from functions.runtime.telemetry.context import log


class Swept(Reply):
    """The overdue orders' numbers, and counts of overdue reservations, due events and purged rows."""

    orders: list[str]
    reservations: int
    events: int
    purged: int


@http_operation()
def sweep(*, shop: UnitOfWork) -> Swept:
    unused_since = shop.now - RETENTION
    stale = find_stale_work(shop.session, shop.now, unused_since)
    found = Swept(
        orders=_resume(shop),
        reservations=stale.reservations,
        events=stale.events,
        purged=purge_before(shop.session, unused_since),
    )
    if found.reservations:
        shop.announce(StockExpiryDue(reservations=found.reservations))
    if stale.has_expired_data:
        shop.announce(RetentionDue(unused_since=unused_since))
    shop.triggers_relay = shop.triggers_relay or found.events > 0
    if found.orders or found.reservations or found.events:
        log("found stale work", level="warning", **found.model_dump())
    return found


def _resume(shop: UnitOfWork) -> list[str]:
    overdue = overdue_orders(shop.session, shop.now)
    for order_id, number, state in overdue:
        shop.announce(OrderOverdue(order_id=order_id, number=number, state=state))
    return [number for _, number, _ in overdue]
