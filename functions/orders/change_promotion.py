"""PUT /api/staff/promotions/{id} — replaces the terms of a promotion; orders keep the discounts of the former terms."""

from uuid import UUID

from sqlalchemy import select

from db.models.promotions import Promotion
from functions.orders.errors import PromotionUnknown, VoucherCodeTaken
from functions.orders.promotions.changes import code_taken, is_changed, promotion_to_change, subject
from functions.orders.promotions.terms import PromotionTerms, PromotionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.errors import InvalidRequest
from functions.runtime.http.preconditions import IfMatch


class ChangePromotion(PromotionTerms):
    id: UUID


@http_operation(permission="promotions.change", errors=(PromotionUnknown, VoucherCodeTaken))
def change_promotion(command: ChangePromotion, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> PromotionView:
    promotion = promotion_to_change(shop.session, command.id)
    values = command.values(promotion.valid_from)
    if command.uses_max is not None and command.uses_max < promotion.uses:
        raise InvalidRequest.field("uses_max", f"is less than the {promotion.uses} uses that orders have")
    _check_code(shop, command)
    before = subject(promotion)
    if is_changed(promotion, values, if_match):
        shop.record(caller, "change-promotion", before, {"revision": promotion.revision})
    return PromotionView.of(promotion)


def _check_code(shop: UnitOfWork, command: ChangePromotion) -> None:
    other = select(Promotion.id).where(Promotion.code == command.code, Promotion.id != command.id)
    if command.code is not None and shop.session.scalar(other) is not None:
        raise code_taken(command.code)
