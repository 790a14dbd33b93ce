import hashlib
import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.messaging import IdempotencyKey
from db.models.order_codes import State
from db.models.ordered_carts import OrderedCart
from db.models.orders import Order
from db.models.shipping import Country
from eventing.events.orders import CartCheckedOut, OrderPlaced
from tests.support.factories import ADDRESS, a_product, an_order_for
from tests.support.operations.orders import put_into
from tests.support.operations.shop import Shop

KEY = "8e03978e-40d5-43e8-bc93-6894a57f9324"


def order_id(shop: Shop, placed: Any) -> UUID:
    return shop.session.scalars(select(Order.id).where(Order.number == placed.json["number"])).one()


class TestPlaceOrder:
    def test_takes_the_price_from_the_catalog_and_adds_shipping(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=12_50)
        placed = shop.call("place-order", an_order_for(quantity=2), key=KEY)
        assert placed.status_code == 201
        order = placed.json
        assert (order["subtotal_minor"], order["shipping_minor"], order["total_minor"]) == (25_00, 4_90, 29_90)
        assert [step["state"] for step in order["timeline"]] == ["placed"]

    @pytest.mark.parametrize(
        ("address", "field"),
        [
            ({"country": "ZZ"}, "address.country"),
            ({"country": "AQ", "postal_code": ""}, "address.country"),
            ({"country": "JP", "postal_code": "154-0023", "area": "Tokyo"}, "address.country"),
            ({"postal_code": "ABCDE!!"}, "address.postal_code"),
        ],
    )
    def test_refuses_where_the_shop_does_not_deliver_to(self, shop: Shop, address: dict[str, str], field: str) -> None:
        a_product(shop.session)
        refused = shop.call("place-order", an_order_for(address={**ADDRESS, **address}), key=KEY)
        assert (refused.status_code, [error["field"] for error in refused.json["errors"]]) == (422, [field])
        assert shop.session.scalars(select(Order)).all() == []

    def test_says_so_where_the_country_is_one(self, shop: Shop) -> None:
        a_product(shop.session)
        body = an_order_for(address={**ADDRESS, "country": "CH", "postal_code": "2544"})
        assert shop.call("place-order", body, key=KEY).json["type"] == "urn:cloudshop:problem:country-not-served"
        shop.session.add(Country(code="CH", zone="EU"))
        shop.session.commit()
        # 12.50 and 4.90 without the VAT of France.
        assert shop.call("place-order", {**body, "expected_total_minor": 14_50}, key=KEY).status_code == 201

    def test_keeps_the_fields_of_the_address_that_are_filled_in(self, shop: Shop) -> None:
        a_product(shop.session)
        dublin = {"name": "Ada", "street": "1 Main Street", "street_2": "Flat 2", "city": "Dublin", "country": "IE"}
        placed = shop.call("place-order", an_order_for(address={**dublin, "phone": ""}), key=KEY)
        assert placed.json["address"] == dublin

    def test_announces_the_order_and_nothing_about_a_cart(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.call("place-order", an_order_for(quantity=2), key=KEY)
        (event,) = shop.announced(OrderPlaced)
        assert event["lines"] == [{"sku": "MUG-1", "quantity": 2}]
        assert shop.announced(CartCheckedOut) == []

    def test_leaves_the_cart_alone_until_the_order_is_confirmed(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.call("place-order", an_order_for(cart_id=str(uuid4())), key=KEY)
        assert shop.announced(CartCheckedOut) == []

    def test_refuses_a_second_order_of_a_cart_while_the_first_is_undecided(self, shop: Shop) -> None:
        a_product(shop.session)
        body = an_order_for(cart_id=str(uuid4()))
        first = shop.call("place-order", body, key=KEY).json
        refused = shop.call("place-order", body, key=str(uuid4()))
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:cart-in-order")
        assert refused.json["number"] == first["number"]
        assert len(shop.announced(OrderPlaced)) == 1
        assert shop.call("place-order", an_order_for(cart_id=str(uuid4())), key=str(uuid4())).status_code == 201

    @pytest.mark.parametrize("state", ["rejected", "cancelled", "confirmed"])
    def test_takes_another_order_of_a_cart_once_the_first_is_decided(self, shop: Shop, state: State) -> None:
        a_product(shop.session)
        body = an_order_for(cart_id=str(uuid4()))
        put_into(shop, {"id": order_id(shop, shop.call("place-order", body, key=KEY))}, state)
        second = shop.call("place-order", body, key="the key of the second order")
        assert second.status_code == 201
        (ordered,) = shop.session.scalars(select(OrderedCart))
        assert ordered.order_id == order_id(shop, second)

    def test_answers_a_repeated_request_with_the_same_bytes_and_places_nothing_more(self, shop: Shop) -> None:
        a_product(shop.session)
        first = shop.call("place-order", an_order_for(), key=KEY)
        again = shop.call("place-order", an_order_for(), key=KEY)
        assert (again.status_code, again.data) == (201, first.data)
        assert again.headers["idempotent-replayed"] == "true"
        assert len(shop.announced(OrderPlaced)) == 1

    def test_draws_again_where_an_order_has_the_number_already(self, shop: Shop) -> None:
        a_product(shop.session)
        taken: str = shop.call("place-order", an_order_for(), key=KEY).json["number"]
        drawn = iter([taken, "CS-0000-0001", "CS-0000-0002"])
        again = Shop(shop.session, {**shop.parts, "draw_number": lambda: next(drawn)})
        placed = again.call("place-order", an_order_for(), key=str(uuid4()))
        assert placed.status_code == 201
        assert placed.json["number"] == "CS-0000-0001"

    @pytest.mark.parametrize(
        "agreed", [{"expected_total_minor": 17_39}, {"expected_total_minor": 17_41}, {"currency": "USD"}]
    )
    def test_places_nothing_at_a_total_that_the_shopper_did_not_see(self, shop: Shop, agreed: dict[str, Any]) -> None:
        a_product(shop.session, price_minor=12_50)
        refused = shop.call("place-order", an_order_for(**agreed), key=KEY)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:price-changed")
        assert shop.session.query(Order).count() == 0
        assert shop.announced(OrderPlaced) == []

    def test_says_what_the_order_costs_now_as_a_quote_does(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=99_00)
        body = an_order_for(quantity=2, price_minor=24_90)
        refused = shop.call("place-order", body, key=KEY)
        assert refused.json["quote"] == shop.call("quote-order", {"lines": body["lines"]}).json

    def test_places_the_order_once_the_shopper_agrees_to_the_new_total_whatever_the_key(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=13_50)
        assert shop.call("place-order", an_order_for(price_minor=12_50), key=KEY).status_code == 409
        placed = shop.call("place-order", an_order_for(price_minor=13_50), key=KEY)
        assert (placed.status_code, placed.json["total_minor"]) == (201, 18_40)

    @pytest.mark.parametrize("missing", ["expected_total_minor", "currency"])
    def test_tells_a_page_of_the_release_before_to_reload(self, shop: Shop, missing: str) -> None:
        a_product(shop.session)
        body = an_order_for()
        del body[missing]
        refused = shop.call("place-order", body, key=KEY)
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:total-missing")
        assert "Reload the page" in refused.json["detail"]

    def test_replays_what_the_release_before_has_placed_and_this_one_would_refuse(self, shop: Shop) -> None:
        a_product(shop.session)
        body = an_order_for()
        first = shop.call("place-order", body, key=KEY)
        stored = shop.session.get_one(IdempotencyKey, f"guest:{KEY}")
        old = {name: value for name, value in body.items() if name not in {"expected_total_minor", "currency"}}
        stored.fingerprint = hashlib.sha256(json.dumps(["POST", "", old], sort_keys=True).encode()).hexdigest()
        shop.session.commit()
        again = shop.call("place-order", old, key=KEY)
        assert (again.status_code, again.data) == (201, first.data)

    def test_demands_an_idempotency_key(self, shop: Shop) -> None:
        refused = shop.call("place-order", an_order_for())
        assert refused.status_code == 400
        assert refused.json["type"] == "urn:cloudshop:problem:idempotency-key-missing"

    def test_refuses_a_key_that_was_used_for_another_request(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.call("place-order", an_order_for(), key=KEY)
        assert shop.call("place-order", an_order_for(quantity=2), key=KEY).status_code == 422

    def test_takes_the_same_request_in_another_layout_for_the_same(self, shop: Shop) -> None:
        a_product(shop.session)
        body = an_order_for()
        first = shop.call("place-order", body, key=KEY)
        again = shop.call("place-order", json.dumps(dict(reversed(body.items())), indent=2), key=KEY)
        assert (again.status_code, again.data) == (201, first.data)

    @pytest.mark.parametrize(("length", "status"), [(15, 400), (16, 201), (255, 201), (256, 400)])
    def test_demands_a_key_that_nobody_else_will_choose(self, shop: Shop, length: int, status: int) -> None:
        a_product(shop.session)
        assert shop.call("place-order", an_order_for(), key="k" * length).status_code == status

    def test_keeps_the_keys_of_callers_apart(self, shop: Shop) -> None:
        a_product(shop.session)
        callers = [uuid4(), uuid4()]
        placed = [
            shop.call("place-order", an_order_for(), key=KEY, role="shopper", account_id=each) for each in callers
        ]
        orders = [answer.json["number"] for answer in placed]
        assert orders[0] != orders[1]

    def test_belongs_to_the_account_that_placed_it_and_is_resumed_if_it_gets_stuck(self, shop: Shop) -> None:
        a_product(shop.session)
        shop.call("place-order", an_order_for(), key=KEY, role="shopper", account_id=(account_id := uuid4()))
        order = shop.session.scalars(select(Order)).one()
        assert order.account_id == account_id
        assert order.deadline_at is not None
        assert shop.now < order.deadline_at <= shop.now + timedelta(minutes=5)

    def test_refuses_a_quantity_above_the_highest(self, shop: Shop) -> None:
        a_product(shop.session, on_hand=1000)
        assert shop.call("place-order", an_order_for(quantity=99), key=KEY).status_code == 201
        assert shop.call("place-order", an_order_for(quantity=100), key=str(uuid4())).status_code == 422

    def test_names_the_field_that_is_wrong(self, shop: Shop) -> None:
        refused = shop.call("place-order", an_order_for(quantity=0), key=KEY)
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json["errors"]] == ["lines.0.quantity"]

    def test_refuses_a_product_that_is_not_for_sale(self, shop: Shop) -> None:
        a_product(shop.session, state="draft")
        refused = shop.call("place-order", an_order_for(), key=KEY)
        assert (refused.status_code, refused.json["sku"]) == (409, "MUG-1")

    def test_never_takes_a_card_number_for_a_token(self, shop: Shop) -> None:
        a_product(shop.session)
        refused = shop.call("place-order", an_order_for(payment_method="4242424242424242"), key=KEY)
        assert [error["field"] for error in refused.json["errors"]] == ["payment_method"]
