from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from db.models.notifications import SentMail
from db.models.orders import Order
from eventing.events import Event
from eventing.events.orders import OrderConfirmed, OrderRefunded, OrderRejected, OrderShipped
from functions.runtime.settings import settings
from tests.operations.notifications.conftest import Serve
from tests.support.factories import a_product, an_order_for
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer

NUMBER, EMAIL = "CS-0000-0000", "ada@example.org"


def confirmed(order_id: UUID | None = None, email: str = EMAIL, number: str = NUMBER) -> OrderConfirmed:
    return OrderConfirmed(order_id=order_id or uuid4(), number=number, email=email, total_minor=29_90, currency="EUR")


def shipped(**other: Any) -> OrderShipped:
    return OrderShipped(
        **{"order_id": uuid4(), "number": NUMBER, "email": EMAIL, "carrier": "DHL", "tracking_code": "JD01", **other}
    )


def refunded(order_id: UUID, refund: str) -> OrderRefunded:
    return OrderRefunded(
        order_id=order_id, number=NUMBER, email=EMAIL, amount_minor=5_00, currency="EUR", refund=refund
    )


def rejected(reason: str = "MUG-1 is out of stock") -> OrderRejected:
    return OrderRejected(order_id=uuid4(), number=NUMBER, email=EMAIL, reason=reason)


def text(server: MailServer, which: str = "plain") -> str:
    (mail,) = server.mails
    body = mail.get_body((which,))
    assert body is not None
    return str(body.get_content())


class TestLetters:
    def test_the_confirmation_lists_what_was_bought(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, price_minor=12_50, title="Cup <b>& saucer</b>")
        placed = shop.call("place-order", an_order_for(quantity=2), key=str(uuid4()))
        order_id = shop.session.scalars(select(Order.id)).one()
        event = confirmed(order_id, number=placed.json["number"])
        assert shop.deliver("send-order-confirmation", event).status_code == 204
        (mail,) = mail_server.mails
        assert mail["subject"] == f"Your order {placed.json['number']} is confirmed"
        assert (mail["to"], mail["from"]) == (EMAIL, "CloudShop <shop@cloudshop.example>")
        for line in ("2 x Cup <b>& saucer</b>: 25.00 EUR", "Shipping: 4.90 EUR", "Total: 29.90 EUR"):
            assert line in text(mail_server)
        assert f"https://shop.example/orders/{placed.json['number']}" in text(mail_server)
        assert "2 x Cup &lt;b&gt;&amp; saucer&lt;/b&gt;" in text(mail_server, "html")
        assert "<b>" not in text(mail_server, "html")

    def test_the_shipping_notice_has_the_tracking_code(self, shop: Shop, mail_server: MailServer) -> None:
        assert shop.deliver("send-shipping-notice", shipped()).status_code == 204
        assert "DHL. Its tracking code is JD01." in text(mail_server)

    def test_the_refund_notice_has_the_amount(self, shop: Shop, mail_server: MailServer) -> None:
        assert shop.deliver("send-refund-notice", refunded(uuid4(), "a")).status_code == 204
        assert f"5.00 EUR of your order {NUMBER} is given back" in text(mail_server)

    def test_the_rejection_has_the_reason(self, shop: Shop, mail_server: MailServer) -> None:
        assert shop.deliver("send-rejection-notice", rejected("Çay is out of stock")).status_code == 204
        assert "The reason: Çay is out of stock." in text(mail_server)


class TestOneMail:
    def test_a_second_delivery_sends_nothing(self, shop: Shop, mail_server: MailServer) -> None:
        event, event_id = confirmed(), str(uuid4())
        for _ in range(2):
            assert shop.deliver("send-order-confirmation", event, event_id=event_id).status_code == 204
        assert len(mail_server.mails) == 1

    def test_another_event_about_the_same_order_sends_nothing(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for _ in range(2):
            assert shop.deliver("send-order-confirmation", confirmed(order_id)).status_code == 204
        assert len(mail_server.mails) == 1

    def test_every_refund_of_an_order_has_its_own(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for refund in ("first", "second", "first"):
            shop.deliver("send-refund-notice", refunded(order_id, refund))
        assert len({mail["message-id"] for mail in mail_server.mails}) == len(mail_server.mails) == 2

    def test_a_mail_whose_record_was_lost_is_sent_again_as_the_same(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for _ in range(2):
            shop.deliver("send-order-confirmation", confirmed(order_id))
            shop.session.delete(shop.session.scalars(select(SentMail)).one())
            shop.session.commit()
        first, again = mail_server.mails
        assert first["message-id"] == again["message-id"]
        assert first["message-id"].endswith("@cloudshop.example>")


LETTERS: dict[str, Event] = {
    "send-order-confirmation": confirmed(),
    "send-shipping-notice": shipped(),
    "send-refund-notice": refunded(uuid4(), "a"),
    "send-rejection-notice": rejected(),
}


class TestMailServerThatFails:
    @pytest.mark.parametrize("operation", LETTERS)
    @pytest.mark.parametrize("answers", [{"RCPT": "451 greylisted"}, {"DATA": "452 disk full"}])
    def test_what_may_pass_is_sent_later(
        self, shop: Shop, serve: Serve, operation: str, answers: dict[str, str]
    ) -> None:
        server = serve(**answers)
        assert shop.deliver(operation, LETTERS[operation]).status_code == 503
        assert shop.session.scalars(select(SentMail)).all() == []
        server.answers = {}
        assert shop.deliver(operation, LETTERS[operation]).status_code == 204
        assert len(server.mails) == 1

    @pytest.mark.parametrize("answers", [{"RCPT": "550 no such mailbox"}, {"DATA": "554 not wanted"}])
    def test_what_never_will_is_a_dead_letter_with_its_cause(
        self, shop: Shop, serve: Serve, answers: dict[str, str]
    ) -> None:
        serve(**answers)
        refused = shop.deliver("send-order-confirmation", confirmed())
        assert (refused.status_code, refused.json["type"]) == (422, "urn:cloudshop:problem:mail-refused")
        assert refused.json["code"] in {"550", "554"}
        assert shop.session.scalars(select(SentMail)).all() == []

    @pytest.mark.parametrize("url", ["", "smtp://127.0.0.1:9", "smtps://127.0.0.1:9", "http://127.0.0.1"])
    def test_nobody_there_is_tried_again(self, shop: Shop, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
        monkeypatch.setenv("SMTP_URL", url)
        settings.cache_clear()
        answered = shop.deliver("send-order-confirmation", confirmed())
        settings.cache_clear()
        assert answered.status_code == 503


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "reached"),
        [
            ("a(comment)@example.org", '"a(comment)"@example.org'),
            ("a,b@example.org", '"a,b"@example.org'),
            ("a..b@example.org", "a..b@example.org"),
            ("ada@exämple.org", "ada@xn--exmple-cua.org"),
        ],
    )
    def test_are_reached_exactly(self, shop: Shop, mail_server: MailServer, address: str, reached: str) -> None:
        assert shop.deliver("send-order-confirmation", confirmed(email=address)).status_code == 204
        assert [envelope.rcpt_tos for envelope in mail_server.envelopes] == [[reached]]

    @pytest.mark.parametrize(
        "address",
        [
            "ada@example.org\r\nBcc: eve@example.org",
            "ada\n@example.org",
            "ada@example.org\x7f",
            "ada",
            "@example.org",
            "ada@",
            "ada@example..org",
            "ädä@example.org",
        ],
    )
    def test_that_nothing_can_be_sent_to_are_poison(self, shop: Shop, mail_server: MailServer, address: str) -> None:
        assert shop.deliver("send-order-confirmation", confirmed(email=address)).status_code == 422
        assert mail_server.envelopes == []

    @pytest.mark.parametrize("number", ["CS-1\r\nBcc: eve@example.org", "CS-1\nX: y", "CS-1\rX: y"])
    def test_a_line_end_never_becomes_a_header(self, shop: Shop, mail_server: MailServer, number: str) -> None:
        assert shop.deliver("send-shipping-notice", shipped(number=number)).status_code == 422
        assert mail_server.envelopes == []

    def test_a_line_end_in_a_text_stays_in_the_text(self, shop: Shop, mail_server: MailServer) -> None:
        shop.deliver("send-shipping-notice", shipped(carrier="DHL\r\n.\r\nMAIL FROM:<eve@example.org>"))
        assert len(mail_server.mails) == 1
        assert mail_server.mails[0]["bcc"] is None
