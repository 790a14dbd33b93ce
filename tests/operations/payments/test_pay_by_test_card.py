import pytest

from tests.support.servers.card_simulator import CardSimulator


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
        assert card_simulator.states() == ["open"]
        card_simulator.pays(page_url, "card_challenge", challenge=challenge)
        assert card_simulator.states() == [state]

    def test_a_challenge_does_not_help_a_card_that_is_declined(
        self, card_simulator: CardSimulator, page_url: str
    ) -> None:
        card_simulator.pays(page_url, "card_declined", challenge="passed")
        assert card_simulator.states() == ["open"]

    def test_a_webhook_may_come_twice(self, card_simulator: CardSimulator, page_url: str) -> None:
        card_simulator.pays(page_url, webhook="twice")
        first, second = card_simulator.await_webhooks(2)
        assert first.headers["webhook-id"] == second.headers["webhook-id"]

    def test_an_authorisation_may_be_reported_after_the_capture(
        self, card_simulator: CardSimulator, page_url: str
    ) -> None:
        card_simulator.pays(page_url, "card_declined")
        card_simulator.pays(page_url, "card_capture_reported_first")
        assert (card_simulator.states(), len(card_simulator.await_webhooks(1))) == (["authorized"], 1)

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
