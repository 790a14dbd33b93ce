from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from eventing.events.orders import ReturnRequested
from tests.support.operations.mails import sent_for, text
from tests.support.operations.orders import act, an_order, shopper
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def requested(shop: Shop, *, by_staff: bool = False, **other: Any) -> str:
    """The number of an order whose return is requested and mailed about."""
    account_id = uuid4()
    number = str(an_order(shop, "delivered", account_id=account_id, **other)["number"])
    shop.now = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
    by = {"role": "staff"} if by_staff else shopper(account_id)
    assert act(shop, "request-return", number, {"reason": "too <small>"}, **by).status_code == 200
    assert sent_for(shop, "send-return-notice", ReturnRequested).status_code == 204
    return number


class TestSendReturnNotice:
    def test_the_receipt_has_day_and_time_and_what_the_shopper_said(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop)
        (mail,) = mail_server.mails
        assert (mail["x-shop-mail"], mail["to"]) == ("return-notice", "ada@example.org")
        assert f"to return your order {number} on 29 November 2026, 09:30 UTC." in text(mail_server)
        assert "Your reason: “too <small>”" in text(mail_server)
        assert "too &lt;small&gt;" in text(mail_server, "html")

    def test_it_is_in_the_orders_language(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop, language="fr")
        assert f"retour de la commande {number} le 29 novembre 2026, 09:30 UTC." in text(mail_server)

    def test_one_that_the_shop_recorded_has_nothing_of_what_staff_typed(
        self, shop: Shop, mail_server: MailServer
    ) -> None:
        requested(shop, by_staff=True)
        assert "on 29 November 2026" in text(mail_server)
        assert "small" not in text(mail_server)
