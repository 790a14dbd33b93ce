"""Claims uses of promotions when an order is placed, and returns them when the order is rejected or cancelled.

Each use is counted by one guarded statement, so the limit is never exceeded. Orders that claim the same promotion wait
for each other's commit; an order claims several in the order of their ids.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, or_, update
from sqlalchemy.dialects.postgresql import insert

from db.models.orders import Order
from db.models.promotions import AccountUses, Claim
from db.models.promotions import Promotion as PromotionRow
from functions.runtime.database.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    # What only gives uses back does without the rules.
    from functions.orders.promotions.rules import Promotion


def claim_uses(shop: UnitOfWork, order: Order, promotions: Iterable["Promotion"]) -> bool:
    """Claims a use of each counted promotion; returns False, without any claim, if one was used up meanwhile.

    The order has to be inserted before.
    """
    counted = sorted((each for each in promotions if each.is_counted), key=lambda each: each.id)
    if not counted:
        return True
    with shop.session.begin_nested() as claims:
        if all(_is_claimed(shop, order, promotion) for promotion in counted):
            return True
        claims.rollback()
    return False


def release_uses(shop: UnitOfWork, order: Order) -> None:
    """Returns the uses that the order has claimed."""
    if not order.promotions:
        return
    statement = delete(Claim).where(Claim.order_id == order.id).returning(Claim.promotion_id, Claim.account_id)
    for promotion_id, account_id in sorted(shop.session.execute(statement), key=lambda claim: claim.promotion_id):
        is_it = PromotionRow.id == promotion_id
        shop.session.execute(update(PromotionRow).where(is_it).values(uses=PromotionRow.uses - 1))
        if account_id is not None:
            is_its = (AccountUses.promotion_id == promotion_id, AccountUses.account_id == account_id)
            shop.session.execute(update(AccountUses).where(*is_its).values(uses=AccountUses.uses - 1))


def _is_claimed(shop: UnitOfWork, order: Order, promotion: "Promotion") -> bool:
    is_left = or_(PromotionRow.uses_max.is_(None), PromotionRow.uses < PromotionRow.uses_max)
    use = update(PromotionRow).where(PromotionRow.id == promotion.id, is_left).values(uses=PromotionRow.uses + 1)
    if shop.session.execute(use.returning(PromotionRow.id)).first() is None:
        return False
    account_id = order.account_id if promotion.per_account_max is not None else None
    shop.session.add(Claim(order_id=order.id, promotion_id=promotion.id, account_id=account_id))
    return account_id is None or _is_left_for(shop, account_id, promotion)


def _is_left_for(shop: UnitOfWork, account_id: UUID, promotion: "Promotion") -> bool:
    first = insert(AccountUses).values(promotion_id=promotion.id, account_id=account_id, uses=1)
    another = first.on_conflict_do_update(
        index_elements=[AccountUses.promotion_id, AccountUses.account_id],
        set_={"uses": AccountUses.uses + 1},
        where=AccountUses.uses < promotion.per_account_max,
    )
    return shop.session.execute(another.returning(AccountUses.uses)).first() is not None
