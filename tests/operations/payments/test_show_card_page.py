import pytest

from tests.support.servers.card_simulator import CardSimulator


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
        assert card_simulator.states() == ["open"]

    @pytest.mark.parametrize("elsewhere", ["https://example.com", "//example.com", "/\\example.com", 'x"><script>'])
    def test_leads_to_no_other_site(self, card_simulator: CardSimulator, page_url: str, elsewhere: str) -> None:
        assert card_simulator.shows(f"{page_url}&return_to={elsewhere}").status_code == 422
        assert card_simulator.pays(page_url, return_to=elsewhere).status_code == 422

    def test_says_when_there_is_nothing_to_pay_any_more(self, card_simulator: CardSimulator, page_url: str) -> None:
        card_simulator.pays(page_url)
        assert "closed" in card_simulator.shows(page_url).text
