"""A mail is in the language of its order, else in the shop's."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.orders import Order
from functions.runtime.settings import settings
from tests.support.factories import a_product, an_order_for
from tests.support.operations.mails import confirmed, refunded, text, written_and_sent
from tests.support.operations.pricing import a_promotion
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def order_in(shop: Shop, language: str | None) -> UUID:
    a_product(shop.session, price_minor=20_00)
    a_promotion(shop)
    body = an_order_for(price_minor=20_00, expected_total_minor=22_90, language=language)
    assert shop.call("place-order", body, key=str(uuid4())).status_code == 201
    return shop.session.scalars(select(Order.id)).one()


class TestAMailAboutAnOrder:
    def test_is_in_the_language_in_which_it_was_placed(self, shop: Shop, mail_server: MailServer) -> None:
        event = confirmed(order_in(shop, "fr"))
        assert written_and_sent(shop, "send-order-confirmation", event).status_code == 204
        (mail,) = mail_server.mails
        assert mail["subject"] == "Votre commande CS-0000-0000 est confirmée"
        assert (mail["x-shop-mail"], mail["content-language"]) == ("order-confirmation", "fr")
        assert "Bonjour," in text(mail_server)
        assert "Une promotion\u00a0: -2,00\u00a0€" in text(mail_server)
        assert '<html lang="fr">' in text(mail_server, "html")

    def test_writes_amounts_as_germans_do_in_a_german_mail(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, price_minor=1_234_56)
        body = an_order_for(price_minor=1_234_56, expected_total_minor=1_234_56, language="de")
        assert shop.call("place-order", body, key=str(uuid4())).status_code == 201
        event = confirmed(shop.session.scalars(select(Order.id)).one())
        assert written_and_sent(shop, "send-order-confirmation", event).status_code == 204
        (mail,) = mail_server.mails
        assert mail["subject"] == "Ihre Bestellung CS-0000-0000 ist bestätigt"
        assert ": 1.234,56\u00a0€" in text(mail_server)
        assert '<html lang="de">' in text(mail_server, "html")

    @pytest.mark.parametrize(("shops", "subject"), [("fr,en", "vous sont remboursés"), ("en", "is refunded")])
    def test_is_in_the_shops_first_where_that_is_not_known(
        self, shop: Shop, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch, shops: str, subject: str
    ) -> None:
        monkeypatch.setenv("SHOP_LANGUAGES", shops)
        settings.cache_clear()
        written_and_sent(shop, "send-refund-notice", refunded(order_in(shop, None), "a"))
        (mail,) = mail_server.mails
        assert subject in mail["subject"]

    def test_is_in_the_shops_first_where_the_shop_offers_its_language_no_more(
        self, shop: Shop, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SHOP_LANGUAGES", "en")
        settings.cache_clear()
        written_and_sent(shop, "send-refund-notice", refunded(order_in(shop, "fr"), "a"))
        (mail,) = mail_server.mails
        assert mail["content-language"] == "en"


@pytest.mark.parametrize("language", ["nl", "", "FR"])
def test_an_order_in_a_language_that_the_shop_does_not_write_is_refused(shop: Shop, language: str) -> None:
    a_product(shop.session)
    answer = shop.call("place-order", an_order_for(language=language), key=str(uuid4()))
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "language")
