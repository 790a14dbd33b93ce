from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import StaffAction
from tests.support.factories import a_product
from tests.support.operations.pricing import TERMS, created, listed
from tests.support.operations.shop import Shop


class TestCreatePromotion:
    def test_makes_one_that_quotes_have_from_now_on(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=20_00)
        answer = created(shop, code=" ten ")
        assert (answer.status_code, answer.json["code"], answer.headers["etag"]) == (201, "TEN", '"1"')
        body = {"lines": [{"sku": "MUG-1", "quantity": 1}], "voucher_codes": ["ten"]}
        assert shop.call("quote-order", body).json["discount_minor"] == 2_00

    @pytest.mark.parametrize("suffix", ["Z", "+01:00", ".250Z"])
    def test_may_begin_and_end_at_a_time(self, shop: Shop, suffix: str) -> None:
        begins = (shop.now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S") + suffix
        ends = (shop.now + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S") + suffix
        answer = created(shop, valid_from=begins, valid_until=ends)
        assert answer.status_code == 201, answer.json
        (found,) = listed(shop)
        for name, sent in (("valid_from", begins), ("valid_until", ends)):
            assert datetime.fromisoformat(found[name]) == datetime.fromisoformat(sent)

    def test_is_recorded(self, shop: Shop) -> None:
        created(shop)
        (action,) = shop.session.scalars(select(StaffAction))
        assert (action.action, action.subject) == ("create-promotion", "TEN")

    def test_makes_one_however_often_the_request_is_sent(self, shop: Shop) -> None:
        key = str(uuid4())
        by: dict[str, Any] = {"role": "staff", "account_id": uuid4(), "key": key}
        answers = [shop.call("create-promotion", {**TERMS, "code": None}, **by) for _ in range(2)]
        assert answers[0].data == answers[1].data
        assert len(listed(shop)) == 1

    def test_refuses_the_code_of_another(self, shop: Shop) -> None:
        created(shop)
        refused = created(shop)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:voucher-code-taken")
        assert created(shop, code=None).status_code == created(shop, code=None).status_code == 201

    @pytest.mark.parametrize(
        ("terms", "field"),
        [
            ({"share_basis_points": None}, "share_basis_points"),
            ({"share_basis_points": 10_001}, "share_basis_points"),
            ({"kind": "fixed_amount"}, "amount_minor"),
            ({"kind": "buy_x_get_y", "buy_quantity": 2}, "free_quantity"),
            ({"kind": "lottery"}, "kind"),
            ({"code": "TEN OFF"}, "code"),
            ({"names": {"en": "Ten"}}, "names.fr"),
            ({"uses_max": 0}, "uses_max"),
            ({"audience": "friends"}, "audience"),
            ({"valid_from": 0.5}, "valid_from"),
            ({"valid_until": "1764000000"}, "valid_until"),
        ],
    )
    def test_refuses_terms_that_mean_nothing(self, shop: Shop, terms: dict[str, Any], field: str) -> None:
        refused = created(shop, **terms)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, field)

    def test_refuses_an_end_before_the_beginning(self, shop: Shop) -> None:
        refused = created(shop, valid_until=(shop.now - timedelta(days=1)).isoformat())
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "valid_until")
        assert "RFC 3339" not in str(refused.json)

    def test_refuses_every_other_caller(self, shop: Shop) -> None:
        assert shop.call("create-promotion", TERMS, key=str(uuid4())).status_code == 401
        assert shop.call("create-promotion", TERMS, key=str(uuid4()), role="shopper").status_code == 403
