from typing import Any
from uuid import uuid4

from sqlalchemy import select

from db.models.messaging import StaffAction
from tests.support.factories import a_product
from tests.support.operations.pricing import created
from tests.support.operations.shop import Shop


def end(shop: Shop, promotion_id: str, *, if_match: str | None = '"1"', role: str | None = "staff") -> Any:
    return shop.call("end-promotion", query={"id": promotion_id}, if_match=if_match, role=role)


class TestEndPromotion:
    def test_ends_it_now_and_once(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=20_00)
        promotion = created(shop).json
        answers = [end(shop, promotion["id"]) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].json == answers[1].json
        quoted = shop.call("quote-order", {"lines": [{"sku": "MUG-1", "quantity": 1}], "voucher_codes": ["TEN"]}).json
        assert [each["refusal"] for each in quoted["vouchers"]] == ["expired"]
        actions = shop.session.scalars(select(StaffAction.action).order_by(StaffAction.at, StaffAction.id)).all()
        assert actions == ["create-promotion", "end-promotion"]

    def test_applies_to_the_version_that_staff_have_seen(self, shop: Shop) -> None:
        promotion = created(shop).json
        assert end(shop, promotion["id"], if_match='"0"').status_code == 412
        assert end(shop, promotion["id"], if_match=None).status_code == 428

    def test_knows_no_promotion_that_there_is_not(self, shop: Shop) -> None:
        assert end(shop, str(uuid4())).status_code == 404

    def test_refuses_every_other_caller(self, shop: Shop) -> None:
        promotion = created(shop).json
        assert end(shop, promotion["id"], role=None).status_code == 401
        assert end(shop, promotion["id"], role="shopper").status_code == 403
