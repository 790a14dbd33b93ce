from datetime import timedelta
from typing import Any, get_args

import pytest

from db.models.disputes import Dispute, DisputeState
from db.models.payments import Payment
from functions.runtime.settings import settings
from tests.support.operations.payments import TOTAL_MINOR, a_captured_order, an_order, record_changes, shown_payment
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


def disputes(shop: Shop, state: str = "open", **more: str) -> Any:
    answered = shop.call("list-disputes", method="GET", query={"state": state, **more}, role="staff")
    assert answered.status_code == 200, answered.json
    return answered.json


def references(page: Any) -> list[str]:
    return [each["reference"] for each in page["disputes"]]


def a_dispute(shop: Shop, reference: str, state: DisputeState = "open", *, days_ago: int = 0) -> Dispute:
    """One about the payment of an order of its own, at Stripe."""
    order = an_order(shop)
    amounts = {"amount_minor": TOTAL_MINOR, "captured_minor": TOTAL_MINOR, "currency": "EUR"}
    at_stripe = {"provider": "stripe", "provider_reference": f"pi_{reference}"}
    shop.session.add(Payment(order_id=order.id, state="captured", created_at=shop.now, **amounts, **at_stripe))
    shop.session.flush()
    dispute = Dispute(
        reference=reference,
        order_id=order.id,
        amount_minor=TOTAL_MINOR,
        currency="EUR",
        reason="fraudulent",
        state=state,
        answer_by=None,
        reported_at=shop.now - timedelta(days=days_ago),
    )
    shop.session.add(dispute)
    shop.session.commit()
    return dispute


class TestListDisputes:
    def test_has_what_staff_need_to_answer(self, shop: Shop, card_simulator: CardSimulator) -> None:
        order = a_captured_order(shop, "card_disputed")
        a_captured_order(shop)
        card_simulator.moves_on()
        record_changes(shop, order)
        (dispute,) = disputes(shop)["disputes"]
        assert (dispute["order_number"], dispute["amount_minor"], dispute["currency"]) == (
            *(order.number, TOTAL_MINOR, "EUR"),
        )
        assert (dispute["state"], dispute["reason"], dispute["provider_url"]) == ("open", "fraudulent", None)
        assert dispute["answer_by"] is not None
        assert shown_payment(shop, order)["disputes"] == [dispute]

    @pytest.mark.parametrize(("asked", "shown"), [("open", ["asked", "open"]), ("won", ["won"]), ("lost", ["lost"])])
    def test_has_those_that_wait_for_an_answer_or_ended_in_one_way(
        self, shop: Shop, asked: str, shown: list[str]
    ) -> None:
        for state in get_args(DisputeState):
            a_dispute(shop, state, state)
        assert sorted(references(disputes(shop, asked))) == shown

    def test_has_the_newest_first_and_goes_on_at_the_next_page(self, shop: Shop) -> None:
        for days_ago, reference in enumerate(("dp_new", "dp_old", "dp_oldest")):
            a_dispute(shop, reference, days_ago=days_ago)
        first = disputes(shop, limit="2")
        second = disputes(shop, limit="2", cursor=first["next_cursor"])
        assert (references(first), references(second)) == (["dp_new", "dp_old"], ["dp_oldest"])
        assert second["next_cursor"] is None

    @pytest.mark.parametrize(("key", "mode"), [("pk_live_1", ""), ("pk_test_1", "test/")])
    def test_leads_to_stripes_page_about_the_payment(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch, key: str, mode: str
    ) -> None:
        a_dispute(shop, "dp_1")
        monkeypatch.setenv("STRIPE_PUBLISHABLE_KEY", key)
        settings.cache_clear()
        (dispute,) = disputes(shop)["disputes"]
        monkeypatch.undo()
        settings.cache_clear()
        assert dispute["provider_url"] == f"https://dashboard.stripe.com/{mode}payments/pi_dp_1"

    @pytest.mark.parametrize("query", [{}, {"state": "asked"}, {"state": "open", "cursor": "forged"}])
    def test_refuses_what_it_cannot_list(self, shop: Shop, query: dict[str, str]) -> None:
        assert shop.call("list-disputes", method="GET", query=query, role="staff").status_code == 422

    @pytest.mark.parametrize(("role", "status"), [(None, 401), ("shopper", 403)])
    def test_is_for_staff(self, shop: Shop, role: str | None, status: int) -> None:
        answered = shop.call("list-disputes", method="GET", query={"state": "open"}, role=role)
        assert answered.status_code == status
