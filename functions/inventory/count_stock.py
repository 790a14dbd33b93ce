"""On shop.stock.counted.v1 — sets stock to the counted quantity plus the movements since the count.

A late count does not undo sales, and a count older than the newest one changes nothing.
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
            _apply_count(shop, stocks[count.sku], count, moved.get(count.sku, 0), event)


def _is_out_of_date(stock: Stock, event: StockCounted) -> bool:
    return stock.counted_at is not None and stock.counted_at >= event.counted_at


def _apply_count(shop: UnitOfWork, stock: Stock, count: Count, moved: int, event: StockCounted) -> None:
    on_hand = on_hand_after_count(count.on_hand, moved_since=moved, reserved=stock.reserved)
    shortfall = on_hand - count.on_hand - moved
    parameters = {"counted": count.on_hand, **({"raised_by": shortfall} if shortfall else {})}
    if on_hand != stock.on_hand:
        shop.session.add(
            # Dated at the count, so that a later count does not include it as a movement since.
            StockMovement(
                sku=stock.sku,
                quantity=on_hand - stock.on_hand,
                kind="counted",
                parameters=parameters,
                actor=event.actor,
                at=event.counted_at,
            )
        )
    stock.on_hand, stock.counted_at = on_hand, event.counted_at
