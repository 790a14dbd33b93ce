"""How a request may be written: keys and bodies as their standards have them, whatever the operation."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from db.models.orders import Order
from eventing.events.orders import OrderPlaced
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop


class TestIdempotencyKeys:
    def test_a_structured_string_is_the_key_that_a_bare_one_is(self, shop: Shop) -> None:
        a_product(shop.session)
        bare = str(uuid4())
        answers = [shop.call("place-order", an_order_for(), key=key) for key in (bare, f'"{bare}"')]
        assert answers[0].get_data() == answers[1].get_data()
        assert shop.session.scalar(select(func.count()).select_from(Order)) == 1

    @pytest.mark.parametrize("key", ['"0123456789abcdef', '"0123456789abcdef" more', '"0123\\x456789abcdef"', '""'])
    def test_a_string_that_does_not_end_is_refused(self, shop: Shop, key: str) -> None:
        a_product(shop.session)
        assert shop.call("place-order", an_order_for(), key=key).status_code == 400
        assert shop.session.scalar(select(func.count()).select_from(Order)) == 0

    def test_of_guests_belong_to_their_carts(self, shop: Shop) -> None:
        a_product(shop.session)
        key = str(uuid4())
        first, again, foreign = (
            shop.call("place-order", an_order_for(), key=key, headers={"cart-token": cart}).json["number"]
            for cart in ("mine", "mine", "another")
        )
        assert first == again != foreign

    def test_of_guests_are_found_where_the_release_before_stored_them(self, shop: Shop) -> None:
        a_product(shop.session)
        key = str(uuid4())
        before = shop.call("place-order", an_order_for(), key=key)
        after = shop.call("place-order", an_order_for(), key=key, headers={"cart-token": "mine"})
        assert after.get_data() == before.get_data()


class TestBodies:
    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"])
    def test_are_json_in_utf_8_only(self, shop: Shop, encoding: str) -> None:
        body = json.dumps(an_order_for()).encode(encoding)
        refused = shop.call("place-order", body, key=str(uuid4()))
        assert (refused.status_code, refused.json["type"]) == (400, "urn:cloudshop:problem:bad-request")

    @pytest.mark.parametrize(("media_type", "status"), [("charset=UTF-8", 201), ("charset=latin-1", 415)])
    def test_may_name_no_other_charset(self, shop: Shop, media_type: str, status: int) -> None:
        a_product(shop.session)
        key, body = str(uuid4()), json.dumps(an_order_for())
        answer = shop.call("place-order", body, key=key, content_type=f"application/json; {media_type}")
        assert answer.status_code == status


class TestEvents:
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_are_posted(self, shop: Shop, method: str) -> None:
        refused = shop.call("reserve-stock", method=method)
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")

    def test_that_hold_what_cannot_be_stored_are_poison(self, shop: Shop) -> None:
        event = {"order_id": str(uuid4()), "number": "CS-0000-0000", "lines": [{"sku": "a\x00b", "quantity": 1}]}
        assert shop.deliver_raw("reserve-stock", OrderPlaced.TYPE, event).status_code == 422
