import pytest

from tests.support.operations.payments import (
    TOTAL_MINOR,
    a_captured_order,
    an_order,
    record_changes,
    refund,
    shown_payment,
)
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


class TestShowPayment:
    def test_has_the_refunds_newest_first_and_why_one_was_refused(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order = a_captured_order(shop, "card_refund_refused")
        first = refund(shop, order, 5_00)
        second = refund(shop, order, 6_00)
        shown = shown_payment(shop, order)
        assert [each["id"] for each in shown["refunds"]] == [second, first]
        newest = shown["refunds"][0]
        assert (newest["state"], newest["refusal_code"], newest["amount_minor"]) == ("refused", "refund_refused", 6_00)
        assert (shown["state"], shown["captured_minor"], shown["refunded_minor"]) == ("captured", TOTAL_MINOR, 0)

    def test_has_the_disputes_of_this_order_and_until_when_to_answer(
        self, shop: Shop, card_simulator: CardSimulator
    ) -> None:
        order, other = a_captured_order(shop, "card_disputed"), a_captured_order(shop)
        card_simulator.moves_on()
        record_changes(shop, order)
        (dispute,) = shown_payment(shop, order)["disputes"]
        assert (dispute["state"], dispute["amount_minor"], dispute["reason"]) == ("open", TOTAL_MINOR, "fraudulent")
        assert dispute["answer_by"] is not None
        shown = shown_payment(shop, other)
        assert (shown["refunds"], shown["disputes"]) == ([], [])

    def test_there_may_be_no_payment_yet_and_no_order(self, shop: Shop) -> None:
        order = an_order(shop)
        assert shown_payment(shop, order)["type"] == "urn:cloudshop:problem:payment-unknown"
        unknown = shop.call("show-payment", method="GET", query={"number": "CS-0000-0000"}, role="staff")
        assert (unknown.status_code, unknown.json["type"]) == (404, "urn:cloudshop:problem:order-unknown")

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403)])
    def test_is_for_staff(self, shop: Shop, role: str | None, status: int) -> None:
        query = {"number": an_order(shop).number}
        assert shop.call("show-payment", method="GET", query=query, role=role).status_code == status
