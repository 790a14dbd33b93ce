"""On shop.stock.counted.v1 and shop.stock.policies-set.v1 — sets stock to the counted quantity, and its policy.

Movements since the count are added to the counted quantity, so that a late count does not undo sales. A count that is
older than the newest one changes nothing.
"""

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from db.models.inventory import Stock, StockMovement
from eventing.events.stock import Count, PolicySet, StockCounted, StockPoliciesSet
from functions.inventory.queries import locked_stock, moved_since
from functions.inventory.rules import on_hand_after_count
from functions.runtime.adapters.event_operation import event_operation
from functions.runtime.database.unit_of_work import UnitOfWork


@event_operation()
def count_stock(event: StockCounted | StockPoliciesSet, *, shop: UnitOfWork) -> None:
    stated: list[Count] | list[PolicySet] = event.counts if isinstance(event, StockCounted) else event.policies
    stocks = _stocks(shop, sorted({each.sku for each in stated}))
    if isinstance(event, StockPoliciesSet):
        for policy in event.policies:
            _apply_policy(shop, stocks[policy.sku], policy, event)
        return
    moved = moved_since(shop.session, stocks, event.counted_at)
    for count in event.counts:
        if not _is_out_of_date(stocks[count.sku].counted_at, event.counted_at):
            _apply_count(shop, stocks[count.sku], count, moved.get(count.sku, 0), event)


def _stocks(shop: UnitOfWork, skus: list[str]) -> dict[str, Stock]:
    """The stock of each SKU, locked, and created where there was none."""
    new = insert(Stock).values([{"sku": sku, "on_hand": 0, "reserved": 0} for sku in skus])
    shop.session.execute(new.on_conflict_do_nothing())
    return locked_stock(shop.session, skus)


def _is_out_of_date(newest: datetime | None, at: datetime) -> bool:
    return newest is not None and newest >= at


def _apply_count(shop: UnitOfWork, stock: Stock, count: Count, moved: int, event: StockCounted) -> None:
    on_hand = on_hand_after_count(count.on_hand, moved_since=moved, reserved=stock.reserved, policy=stock.policy)
    shortfall = on_hand - count.on_hand - moved
    parameters = {"counted": count.on_hand, **({"raised_by": shortfall} if shortfall else {})}
    _set_on_hand(shop, stock, on_hand, parameters, event.actor, event.counted_at)
    stock.counted_at = event.counted_at


def _apply_policy(shop: UnitOfWork, stock: Stock, policy: PolicySet, event: StockPoliciesSet) -> None:
    """Sets the policy; a SKU that becomes tracked starts with at least the reserved quantity."""
    if _is_out_of_date(stock.policy_set_at, event.set_at):
        return
    on_hand = max(stock.on_hand, stock.reserved) if policy.policy == "tracked" else stock.on_hand
    _set_on_hand(shop, stock, on_hand, {"raised_by": on_hand - stock.on_hand}, event.actor, event.set_at)
    stock.policy, stock.policy_set_at = policy.policy, event.set_at


def _set_on_hand(
    shop: UnitOfWork, stock: Stock, on_hand: int, parameters: dict[str, int], actor: str, at: datetime
) -> None:
    """Sets the quantity and records the difference at the time of the count, so that later counts do not add it."""
    if on_hand == stock.on_hand:
        return
    quantity = on_hand - stock.on_hand
    shop.session.add(
        StockMovement(sku=stock.sku, quantity=quantity, kind="counted", parameters=parameters, actor=actor, at=at)
    )
    stock.on_hand = on_hand
