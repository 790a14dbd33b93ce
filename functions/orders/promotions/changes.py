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
    """Sets the values where they are others; raises ChangedMeanwhile if staff have seen another version.

    What changes nothing may be sent again after a lost response.
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
    """How the activity log names the promotion."""
    return promotion.code or str(promotion.id)
