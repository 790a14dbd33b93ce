from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from eventing.events.returns import ReturnApproved, ReturnDeclined, ReturnReceived, ReturnRequested
from functions.orders.returns.rules import WITHDRAWAL_PERIOD
from tests.support.operations.mails import newest_text, sent_for, text
from tests.support.operations.orders import act, an_order, shopper
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


def requested(shop: Shop, *, by_staff: bool = False, after: timedelta = timedelta(0), **other: Any) -> str:
    """The number of an order whose return is requested and mailed about."""
    account_id = uuid4()
    shop.now = datetime(2026, 11, 29, 9, 30, tzinfo=UTC) - after
    number = str(an_order(shop, "delivered", account_id=account_id, **other)["number"])
    shop.now += after
    by = {"role": "staff"} if by_staff else shopper(account_id)
    assert act(shop, "request-return", number, {"reason": "too <small>"}, **by).status_code == 200
    assert sent_for(shop, "send-return-notice", ReturnRequested).status_code == 204
    return number


class TestSendReturnNotice:
    def test_the_receipt_has_day_and_time_and_what_the_shopper_said(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop)
        (mail,) = mail_server.mails
        assert (mail["x-shop-mail"], mail["to"]) == ("return-notice", "ada@example.org")
        assert f"your withdrawal from the contract about your order {number} on 29 November 2026, 09:30 UTC." in text(
            mail_server
        )
        assert "Your reason: “too <small>”" in text(mail_server)
        assert "too &lt;small&gt;" in text(mail_server, "html")

    def test_it_is_in_the_orders_language(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop, language="fr")
        assert f"rétractation concernant la commande {number} le 29 novembre 2026, 09:30 UTC." in text(mail_server)

    def test_one_that_the_shop_recorded_has_nothing_of_what_staff_typed(
        self, shop: Shop, mail_server: MailServer
    ) -> None:
        requested(shop, by_staff=True)
        assert "on 29 November 2026" in text(mail_server)
        assert "small" not in text(mail_server)


class TestMailsAboutADecision:
    def test_a_declined_return_says_why(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop, after=WITHDRAWAL_PERIOD + timedelta(seconds=1))
        declined = {"decision": "declined", "reply": "it was worn"}
        assert act(shop, "decide-return", number, declined, role="staff").status_code == 200
        assert sent_for(shop, "send-return-notice", ReturnDeclined).status_code == 204
        assert mail_server.mails[-1]["x-shop-mail"] == "return-refusal"
        assert "The reason: “it was worn”" in newest_text(mail_server)

    def test_an_approved_one_says_what_is_next(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop, after=WITHDRAWAL_PERIOD + timedelta(seconds=1))
        act(shop, "decide-return", number, {"decision": "approved"}, role="staff")
        assert sent_for(shop, "send-return-notice", ReturnApproved).status_code == 204
        assert "Please send the parcel back" in newest_text(mail_server)

    def test_a_received_one_says_what_is_refunded(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop)
        sku = act(shop, "get-order", number, role="staff").json["lines"][0]["sku"]
        body = {"lines": [{"sku": sku, "resellable": 1}], "expected_refund_minor": 17_40}
        assert act(shop, "receive-return", number, body, role="staff").status_code == 200
        assert sent_for(shop, "send-return-notice", ReturnReceived).status_code == 204
        assert "We refund €17.40" in newest_text(mail_server)
        assert "Shipping: €4.90" in newest_text(mail_server)

    def test_what_has_lost_value_is_told_with_the_reason(self, shop: Shop, mail_server: MailServer) -> None:
        number = requested(shop)
        (line,) = act(shop, "get-order", number, role="staff").json["lines"]
        lost = {"sku": line["sku"], "damaged": 1, "lost_value_minor": 5_00, "lost_value_reason": "it was worn"}
        body = {"lines": [lost], "expected_refund_minor": 12_40}
        assert act(shop, "receive-return", number, body, role="staff").status_code == 200
        assert sent_for(shop, "send-return-notice", ReturnReceived).status_code == 204
        assert f"Lost value of {line['title']}: it was worn: -€5.00" in newest_text(mail_server)
