from typing import Any
from uuid import uuid4

from db.models.promotions import Promotion
from tests.support.operations.pricing import TERMS, created, listed
from tests.support.operations.shop import Shop


def change(shop: Shop, promotion: Any, *, role: Any = "staff", if_match: str | None = '"1"', **terms: Any) -> Any:
    query, body = {"id": promotion["id"]}, {**TERMS, **terms}
    return shop.call("change-promotion", body, method="PUT", query=query, if_match=if_match, role=role)


class TestChangePromotion:
    def test_replaces_the_terms_and_keeps_the_beginning(self, shop: Shop) -> None:
        promotion = created(shop, uses_max=5).json
        changed = change(shop, promotion, share_basis_points=2000)
        assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
        assert listed(shop) == [changed.json]
        assert changed.json == {**promotion, "share_basis_points": 2000, "uses_max": None, "revision": 2}

    def test_applies_to_the_version_that_staff_have_seen(self, shop: Shop) -> None:
        promotion = created(shop).json
        assert change(shop, promotion, share_basis_points=2000).status_code == 200
        assert change(shop, promotion, share_basis_points=3000).status_code == 412
        # As after a lost response.
        assert change(shop, promotion, share_basis_points=2000).status_code == 200
        assert change(shop, promotion, share_basis_points=3000, if_match=None).status_code == 428
        assert listed(shop)[0]["share_basis_points"] == 2000

    def test_refuses_a_limit_below_the_uses_that_there_are(self, shop: Shop) -> None:
        promotion = created(shop, uses_max=5).json
        shop.session.get_one(Promotion, promotion["id"]).uses = 3
        shop.session.commit()
        refused = change(shop, promotion, uses_max=2)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "uses_max")
        assert change(shop, promotion, uses_max=3).status_code == 200

    def test_refuses_the_code_of_another(self, shop: Shop) -> None:
        promotion = created(shop).json
        created(shop, code="OTHER")
        assert change(shop, promotion, code="other").status_code == 409

    def test_knows_no_promotion_that_there_is_not(self, shop: Shop) -> None:
        assert change(shop, {"id": str(uuid4())}).status_code == 404

    def test_refuses_every_other_caller(self, shop: Shop) -> None:
        promotion = created(shop).json
        assert change(shop, promotion, role=None).status_code == 401
        assert change(shop, promotion, role="shopper").status_code == 403
