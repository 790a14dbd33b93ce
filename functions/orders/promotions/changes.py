"""Finds and changes promotions for staff."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models.promotions import Promotion
from functions.orders.errors import PromotionUnknown, VoucherCodeTaken
from functions.runtime.http.preconditions import IfMatch


def promotion_to_change(session: Session, promotion_id: UUID) -> Promotion:
    """The promotion, locked; raises PromotionUnknown."""
    promotion = session.get(Promotion, promotion_id, with_for_update=True)
    if promotion is None:
        raise PromotionUnknown(f"There is no promotion {promotion_id}.")
    return promotion


def is_changed(promotion: Promotion, values: Mapping[str, Any], if_match: IfMatch) -> bool:
    """Sets the values that differ, and returns whether any did; raises ChangedMeanwhile for another version.

    A request that changes nothing passes, so that one whose response was lost can be sent again.
    """
    changed = {name: value for name, value in values.items() if getattr(promotion, name) != value}
    if not changed:
        return False
    if_match.check(str(promotion.revision))
    for name, value in changed.items():
        setattr(promotion, name, value)
    promotion.revision += 1
    return True


def code_taken(code: str | None) -> VoucherCodeTaken:
    return VoucherCodeTaken(f"Another promotion has the code {code}.", code=code)


def subject(promotion: Promotion) -> str:
    """The promotion's name in the activity log."""
    return promotion.code or str(promotion.id)
