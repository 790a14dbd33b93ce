import pytest

from tests.support.operations.payments import a_reserved_order, open_payment
from tests.support.operations.shop import Shop
from tests.support.servers.card_simulator import CardSimulator


@pytest.fixture
def page_url(shop: Shop, card_simulator: CardSimulator) -> str:
    return str(open_payment(shop, a_reserved_order(shop)).json["page_url"])


def states(card_simulator: CardSimulator) -> list[str]:
    return [charge["state"] for charge in card_simulator.charges()]


class TestShowCardPage:
    def test_offers_the_cards_and_leads_back_to_the_shop(self, card_simulator: CardSimulator, page_url: str) -> None:
        page = card_simulator.shows(f"{page_url}&return_to=/orders/CS-1")
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert "script-src" not in page.headers["content-security-policy"]
        assert all(name in page.text for name in ("card_ok", "card_challenge", 'href="/orders/CS-1"'))

    def test_is_shown_only_to_who_has_its_secret(self, card_simulator: CardSimulator, page_url: str) -> None:
        address, secret = page_url.split("?secret=")
        wrong = f"{address}?secret={secret[::-1]}"
        assert card_simulator.shows(wrong).status_code == 404
        assert card_simulator.pays(wrong).status_code == 404
        assert states(card_simulator) == ["open"]

    @pytest.mark.parametrize("elsewhere", ["https://example.com", "//example.com", "/\\example.com", 'x"><script>'])
    def test_leads_to_no_other_site(self, card_simulator: CardSimulator, page_url: str, elsewhere: str) -> None:
        assert card_simulator.shows(f"{page_url}&return_to={elsewhere}").status_code == 422
        assert card_simulator.pays(page_url, return_to=elsewhere).status_code == 422

    def test_says_when_there_is_nothing_to_pay_any_more(self, card_simulator: CardSimulator, page_url: str) -> None:
        card_simulator.pays(page_url)
        assert "closed" in card_simulator.shows(page_url).text


class TestPayByTestCard:
    def test_reports_what_came_of_it_by_a_signed_webhook(self, card_simulator: CardSimulator, page_url: str) -> None:
        assert "Back to the shop" in card_simulator.pays(page_url, "card_declined").text
        card_simulator.pays(page_url)
        declined, authorized = card_simulator.await_webhooks(2)
        assert (b"payment.declined" in declined.body, b"payment.authorized" in authorized.body) == (True, True)
        assert declined.headers["webhook-id"] != authorized.headers["webhook-id"]

    @pytest.mark.parametrize(
        ("challenge", "state"), [("passed", "authorized"), ("failed", "open"), ("abandoned", "open")]
    )
    def test_a_challenge_decides(
        self, card_simulator: CardSimulator, page_url: str, challenge: str, state: str
    ) -> None:
        assert "asks whether it is you" in card_simulator.pays(page_url, "card_challenge").text
        assert states(card_simulator) == ["open"]
        card_simulator.pays(page_url, "card_challenge", challenge=challenge)
        assert states(card_simulator) == [state]

    def test_a_challenge_does_not_help_a_card_that_is_declined(
        self, card_simulator: CardSimulator, page_url: str
    ) -> None:
        card_simulator.pays(page_url, "card_declined", challenge="passed")
        assert states(card_simulator) == ["open"]

    def test_a_webhook_may_come_twice(self, card_simulator: CardSimulator, page_url: str) -> None:
        card_simulator.pays(page_url, webhook="twice")
        first, second = card_simulator.await_webhooks(2)
        assert first.headers["webhook-id"] == second.headers["webhook-id"]

    def test_a_webhook_may_come_late_or_never(self, card_simulator: CardSimulator, page_url: str) -> None:
        card_simulator.pays(page_url, "card_declined", webhook="lost")
        card_simulator.pays(page_url, webhook="late")
        (send,) = card_simulator.late
        assert card_simulator.webhooks == []
        send()
        assert len(card_simulator.await_webhooks(1)) == 1

    @pytest.mark.parametrize("wrong", [{"webhook": "never"}, {"challenge": "won"}, {"more": "x"}, {"card": "x" * 65}])
    def test_refuses_what_the_page_does_not_send(
        self, card_simulator: CardSimulator, page_url: str, wrong: dict[str, str]
    ) -> None:
        assert card_simulator.pays(page_url, **wrong).status_code == 422
