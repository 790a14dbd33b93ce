"""POST /api/staff/promotions — creates a promotion, which applies to quotes and orders from its beginning on."""

from db.models.base import new_key
from db.models.promotions import Promotion
from functions.orders.errors import VoucherCodeTaken
from functions.orders.promotions.changes import code_taken, subject
from functions.orders.promotions.terms import PromotionTerms, PromotionView
from functions.runtime.adapters.http_operation import http_operation
from functions.runtime.callers import Staff
from functions.runtime.database.insert import insert_if_absent
from functions.runtime.database.unit_of_work import UnitOfWork


class CreatePromotion(PromotionTerms):
    pass


# A repeated call would make another promotion, which may be combined with the first.
@http_operation(permission="promotions.create", status=201, idempotent=True, errors=(VoucherCodeTaken,))
def create_promotion(command: CreatePromotion, *, caller: Staff, shop: UnitOfWork) -> PromotionView:
    key = new_key()
    if not insert_if_absent(shop.session, Promotion, id=key, created_at=shop.now, **command.values(shop.now)):
        raise code_taken(command.code)
    promotion = shop.session.get_one(Promotion, key)
    shop.record(caller, "create-promotion", subject(promotion), {"names": promotion.names})
    return PromotionView.of(promotion)
