from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from eventing.events.returns import ReturnApproved, ReturnDeclined
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from tests.support.operations.orders import act, actions, an_order, last, shopper
from tests.support.operations.shop import Shop

APPROVED, DECLINED = {"decision": "approved"}, {"decision": "declined", "reply": "it was worn"}


def a_request(shop: Shop, *, after: timedelta = WITHDRAWAL_PERIOD + timedelta(seconds=1)) -> str:
    """The number of an order whose return is requested so long after it was delivered."""
    number = str(an_order(shop, "delivered", email="ada@example.org")["number"])
    shop.now += after
    assert act(shop, "request-return", number, {"email": "ada@example.org"}).status_code == 200
    return number


def decide(shop: Shop, number: str, decision: dict[str, str], **by: Any) -> Any:
    return act(shop, "decide-return", number, decision, **{"role": "staff", **by})


class TestDecideReturn:
    def test_an_approved_one_waits_for_the_parcel(self, shop: Shop) -> None:
        number = a_request(shop)
        decided = decide(shop, number, APPROVED)
        assert (decided.status_code, decided.json["state"]) == (200, "return_requested")
        assert (decided.json["returns"][0]["state"], last(decided)[0]) == ("approved", "return_approved")
        assert len(shop.announced(ReturnApproved)) == 1
        assert ("decide-return", number) in actions(shop)

    def test_a_declined_one_leaves_the_order_where_it_was(self, shop: Shop) -> None:
        decided = decide(shop, a_request(shop), DECLINED)
        assert (decided.json["state"], last(decided)) == ("delivered", ("return_declined", None))
        assert (decided.json["returns"][0]["state"], decided.json["returns"][0]["reply"]) == ("declined", "it was worn")
        assert [event["reply"] for event in shop.announced(ReturnDeclined)] == ["it was worn"]
        assert decided.json["lines"][0]["returnable"] == 1

    def test_declining_takes_a_reply_to_the_shopper(self, shop: Shop) -> None:
        refused = decide(shop, a_request(shop), {"decision": "declined"})
        assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "reply")

    def test_a_withdrawal_is_not_for_staff_to_decline(self, shop: Shop) -> None:
        number = a_request(shop, after=WITHDRAWAL_PERIOD)
        refused = decide(shop, number, DECLINED)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:withdrawal-not-declined")

    def test_an_approved_one_is_not_declined_any_more(self, shop: Shop) -> None:
        number = a_request(shop)
        decide(shop, number, APPROVED)
        assert decide(shop, number, DECLINED).json["type"] == "urn:cloudshop:problem:return-not-open"

    def test_there_has_to_be_one(self, shop: Shop) -> None:
        refused = decide(shop, an_order(shop, "delivered")["number"], APPROVED)
        assert (refused.status_code, refused.json["type"]) == (409, "urn:cloudshop:problem:return-not-open")

    def test_one_that_the_release_before_requested_is_of_the_whole_order(self, shop: Shop) -> None:
        number = an_order(shop, "return_requested")["number"]
        decided = decide(shop, number, DECLINED)
        assert (decided.json["state"], decided.json["returns"][0]["lines"][0]["quantity"]) == ("delivered", 1)

    def test_staff_do_not_decide_on_what_they_ordered(self, shop: Shop) -> None:
        me = UUID(int=9)
        number = an_order(shop, "delivered", account_id=me)["number"]
        act(shop, "request-return", number, {}, **shopper(me))
        refused = decide(shop, number, APPROVED, account_id=me)
        assert (refused.status_code, refused.json["type"]) == (403, "urn:cloudshop:problem:own-order")
        assert decide(shop, number, APPROVED, account_id=uuid4()).status_code == 409
