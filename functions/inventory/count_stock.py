"""On shop.stock.counted.v1 — the shelves have what was counted then, and what has moved since.

A count that arrives late undoes no sale, and one that is older than what is known already changes nothing.
"""

from sqlalchemy.dialects.postgresql import insert

from db.models.inventory import Stock, StockMovement
from eventing.events.stock import Count, StockCounted
from functions.inventory.queries import locked_stock, moved_since
from functions.inventory.rules import on_hand_after_count
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def count_stock(event: StockCounted, *, shop: UnitOfWork) -> None:
    skus = sorted({count.sku for count in event.counts})
    new = insert(Stock).values([{"sku": sku, "on_hand": 0, "reserved": 0} for sku in skus])
    shop.session.execute(new.on_conflict_do_nothing())
    stocks = locked_stock(shop.session, skus)
    moved = moved_since(shop.session, skus, event.counted_at)
    for count in event.counts:
        if not _is_out_of_date(stocks[count.sku], event):
            _take_over(shop, stocks[count.sku], count, moved.get(count.sku, 0), event)


def _is_out_of_date(stock: Stock, event: StockCounted) -> bool:
    return stock.counted_at is not None and stock.counted_at >= event.counted_at


def _take_over(shop: UnitOfWork, stock: Stock, count: Count, moved: int, event: StockCounted) -> None:
    on_hand = on_hand_after_count(count.on_hand, moved_since=moved, reserved=stock.reserved)
    denied = on_hand - count.on_hand - moved
    reason = f"{event.reason}: {count.on_hand} counted"
    if denied:
        reason += f", raised by {denied} to what orders have reserved"
    if on_hand != stock.on_hand:
        shop.session.add(
            # Dated when it was counted: it is no movement since a count that was taken later.
            StockMovement(
                sku=stock.sku,
                quantity=on_hand - stock.on_hand,
                reason=reason,
                actor=event.actor,
                at=event.counted_at,
            )
        )
    stock.on_hand, stock.counted_at = on_hand, event.counted_at
