"""POST /api/staff/promotions/{id}/end — ends a promotion now; orders that have it keep it."""

from uuid import UUID

from functions.orders.errors import PromotionUnknown
from functions.orders.promotions.changes import is_changed, promotion_to_change, subject
from functions.orders.promotions.terms import PromotionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.unit_of_work import UnitOfWork
from functions.runtime.http.preconditions import IfMatch
from functions.runtime.http.requests import Request


class EndPromotion(Request):
    id: UUID


@http_operation(permission="promotions.end", errors=(PromotionUnknown,))
def end_promotion(command: EndPromotion, *, caller: Staff, shop: UnitOfWork, if_match: IfMatch) -> PromotionView:
    promotion = promotion_to_change(shop.session, command.id)
    has_ended = promotion.valid_until is not None and promotion.valid_until <= shop.now
    if not has_ended and is_changed(promotion, {"valid_until": shop.now}, if_match):
        shop.record(caller, "end-promotion", subject(promotion))
    return PromotionView.of(promotion)
