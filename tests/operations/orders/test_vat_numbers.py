"""What an order of a business with a VAT number costs, and what is kept of the number."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from db.models.order_refunds import OrderRefund
from db.models.orders import Order, OrderLine
from db.models.shipping import Country
from eventing.events.orders import OrderShipped
from eventing.events.payments import PaymentRefunded
from tests.support.factories import ADDRESS, a_product, an_order_for
from tests.support.operations.orders import SHIPMENT, act, present, put_into
from tests.support.operations.pricing import a_method, a_promotion
from tests.support.operations.shop import Shop

KEY = "4be10a0c-74b0-4d5a-a0c2-0f4f6c2d7d7a"
GERMAN, FRENCH = "DE136695976", "FR61954506077"
BERLIN = {
    **{"name": "Ada", "company": "Lovelace GmbH", "street": "Unter den Linden 1"},
    **{"postal_code": "10117", "city": "Berlin", "country": "DE"},
}
EMAIL = {"email": "ada@example.org"}


def quote(shop: Shop, vat_number: str, country: str = "DE", *skus: str, **other: Any) -> Any:
    lines = [{"sku": sku, "quantity": 1} for sku in skus or ("MUG-1",)]
    return shop.call("quote-order", {"lines": lines, "country": country, "vat_number": vat_number, **other})


def business_order(shop: Shop, quantity: int = 1, **other: Any) -> dict[str, Any]:
    """Of mugs for 24.00 in France, which are 20.00 without VAT, and 4.90 for the shipping, which are 4.08."""
    a_product(shop.session, price_minor=24_00)
    whole: dict[str, Any] = {"vat_number": GERMAN, "address": BERLIN, "expected_total_minor": 20_00 * quantity + 4_08}
    return an_order_for(price_minor=24_00, quantity=quantity, **whole | other)


class TestAQuote:
    def test_for_a_business_of_another_member_state_is_net_with_reverse_charge(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        quoted = quote(shop, GERMAN).json
        assert (quoted["total_minor"], quoted["shipping_minor"]) == (24_08, 4_08)
        assert (quoted["tax_reason"], quoted["vat_number"]) == ("reverse_charge", GERMAN)
        assert quoted["lines"][0]["tax_reason"] == "reverse_charge"
        assert quoted["taxes"] == [{"rate_basis_points": 0, "net_minor": 24_08, "tax_minor": 0}]

    @pytest.mark.parametrize(("vat_number", "country"), [(FRENCH, "DE"), (GERMAN, "FR"), (FRENCH, "FR")])
    def test_has_vat_for_a_business_of_the_shops_own_country_and_for_what_is_delivered_there(
        self, shop: Shop, vat_number: str, country: str
    ) -> None:
        a_product(shop.session, price_minor=24_00)
        quoted = quote(shop, vat_number, country).json
        assert (quoted["total_minor"], quoted["tax_reason"]) == (28_90, None)

    def test_has_the_value_at_which_vouchers_and_free_shipping_begin_at_the_shops_own_prices(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=50_00)
        a_promotion(shop, "FIFTY", subtotal_from_minor=50_00)
        quoted = quote(shop, GERMAN, voucher_codes=["FIFTY"]).json
        assert (quoted["subtotal_minor"], quoted["shipping_minor"], quoted["discount_minor"]) == (41_67, 0, 4_17)

    def test_is_net_where_goods_go_to_a_third_member_state(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        assert quote(shop, "EL094259216", "DE").json["tax_reason"] == "reverse_charge"

    def test_of_an_export_names_no_reverse_charge(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        shop.session.add(Country(code="CH", zone="World"))
        a_method(shop, "World", "parcel", (0, 0, 12_00))
        quoted = quote(shop, GERMAN, "CH").json
        assert (quoted["total_minor"], quoted["tax_reason"]) == (30_00, None)

    def test_has_the_reason_at_lines_that_would_have_vat(self, shop: Shop) -> None:
        a_product(shop.session, price_minor=24_00)
        a_product(shop.session, "CARD", price_minor=10_00, tax_class="none")
        lines = quote(shop, GERMAN, "DE", "MUG-1", "CARD").json["lines"]
        assert [line["tax_reason"] for line in lines] == ["reverse_charge", None]

    @pytest.mark.parametrize(
        ("written", "kept"),
        [(" de 136.695.976 ", GERMAN), ("GR 094259216", "EL094259216"), ("be697449992", "BE0697449992")],
    )
    def test_takes_a_number_as_people_write_it(self, shop: Shop, written: str, kept: str) -> None:
        a_product(shop.session, price_minor=24_00)
        quoted = quote(shop, written).json
        assert (quoted["vat_number"], quoted["tax_reason"]) == (kept, "reverse_charge")

    @pytest.mark.parametrize("vat_number", ["DE136695977", "136695976", "GB980780684", "EU372022452", "DE 1", "????"])
    def test_refuses_what_is_no_number_of_a_member_state(self, shop: Shop, vat_number: str) -> None:
        a_product(shop.session, price_minor=24_00)
        refused = quote(shop, vat_number)
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:vat-number-invalid")
        assert [error["field"] for error in refused.json["errors"]] == ["vat_number"]


class TestAnOrder:
    def test_keeps_the_number_how_it_was_checked_and_why_no_vat_is_in_it(self, shop: Shop) -> None:
        placed = shop.call("place-order", business_order(shop), key=KEY)
        assert placed.status_code == 201, placed.json
        shown = shop.call("look-up-order", {"number": placed.json["number"], **EMAIL}).json
        assert (shown["total_minor"], shown["vat_number"], shown["tax_reason"]) == (24_08, GERMAN, "reverse_charge")
        assert (shown["vat_check"]["by"], shown["vat_check"]["consultation_number"]) == ("form", None)
        (line,) = shop.session.scalars(select(OrderLine))
        assert (line.tax_rate_basis_points, line.tax_minor, line.tax_reason) == (0, 0, "reverse_charge")

    def test_at_the_price_with_vat_is_not_placed(self, shop: Shop) -> None:
        refused = shop.call("place-order", business_order(shop, expected_total_minor=28_90), key=KEY)
        assert (refused.status_code, refused.json["quote"]["total_minor"]) == (409, 24_08)
        assert refused.json["quote"]["vat_number"] == GERMAN

    def test_needs_the_company_whose_number_it_is(self, shop: Shop) -> None:
        body = business_order(shop, address={**BERLIN, "company": ""})
        refused = shop.call("place-order", body, key=KEY)
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "address.company")
        assert shop.session.scalars(select(Order)).all() == []

    def test_of_the_shops_own_country_keeps_its_number_too(self, shop: Shop) -> None:
        paris = {**ADDRESS, "company": "Lovelace SARL"}
        body = business_order(shop, vat_number=FRENCH, address=paris, expected_total_minor=28_90)
        placed = shop.call("place-order", body, key=KEY).json
        assert (placed["vat_number"], placed["tax_reason"], placed["taxes"][0]["tax_minor"]) == (FRENCH, None, 4_82)


class TestAChangeBeforeItIsShipped:
    def business(self, shop: Shop) -> str:
        number: str = shop.call("place-order", business_order(shop, quantity=2), key=KEY).json["number"]
        put_into(shop, {"id": shop.session.scalars(select(Order)).one().id}, "confirmed")
        return number

    def test_of_the_address_keeps_the_company_and_the_total_without_vat(self, shop: Shop) -> None:
        number = self.business(shop)
        moved = {**BERLIN, "street": "Hauptstraße 1"}
        refused = act(
            shop, "change-order-address", number, {"address": {**moved, "company": ""}, **EMAIL}, method="PUT"
        )
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "address.company")
        changed = act(shop, "change-order-address", number, {"address": moved, **EMAIL}, method="PUT").json
        assert (changed["address"], changed["total_minor"]) == (moved, 44_08)
        assert (changed["vat_number"], changed["tax_reason"]) == (GERMAN, "reverse_charge")

    def test_of_its_items_is_at_the_price_without_vat(self, shop: Shop) -> None:
        number = self.business(shop)
        one = {"lines": [{"sku": "MUG-1", "quantity": 1}], "expected_amount_minor": 20_00, **EMAIL}
        taken_out = act(shop, "cancel-order", number, one, if_match='"1"')
        assert (taken_out.status_code, taken_out.json["tax_reason"]) == (200, "reverse_charge")
        act(shop, "ship-order", number, SHIPMENT, role="staff")
        assert [event["capture_minor"] for event in shop.announced(OrderShipped)] == [24_08]


class TestWhatIsGivenBack:
    def test_of_a_reverse_charged_order_has_no_vat_and_comes_to_what_was_paid(self, shop: Shop) -> None:
        order = shop.call("place-order", business_order(shop, quantity=2), key=KEY).json
        found = shop.session.scalars(select(Order)).one()
        put_into(shop, {"id": found.id}, "confirmed")
        lines = {"lines": [{"sku": "MUG-1", "quantity": 1}]}
        released = act(shop, "release-rest", order["number"], lines | {"expected_amount_minor": 20_00}, role="staff")
        assert released.json["releases"][0]["amount_minor"] == 20_00
        act(shop, "ship-order", order["number"], SHIPMENT, role="staff")
        act(shop, "request-return", order["number"], EMAIL)
        arrived = {"lines": [{"sku": "MUG-1", "resellable": 1}], "expected_refund_minor": 20_00}
        received = act(shop, "receive-return", order["number"], arrived, role="staff").json
        (returned,) = received["returns"]
        # A business does not withdraw, so the shipping is refunded only where staff want it.
        assert (returned["refund_minor"], returned["shipping_minor"]) == (20_00, 0)
        for refund_id, minor in ((returned["id"], 20_00), (uuid4(), 4_08)):
            event = PaymentRefunded(order_id=found.id, refund_id=refund_id, amount_minor=minor, currency="EUR")
            shop.deliver("mark-order-refunded", event)
        refunds = shop.session.scalars(select(OrderRefund)).all()
        assert [refund.taxes for refund in refunds] == [[{"rate_basis_points": 0, "tax_minor": 0}]] * 2
        assert present(shop, order).refunded_minor == 24_08
