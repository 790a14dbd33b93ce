from uuid import uuid4

from sqlalchemy import select

from db.models.notifications import SentMail
from db.models.orders import Order, OrderLine
from tests.support.factories import a_product, an_order_for
from tests.support.operations.mails import EMAIL, confirmed, text, written_and_sent
from tests.support.operations.pricing import a_promotion
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer

BERLIN = {"name": "Ada", "street": "Unter den Linden 1", "postal_code": "10117", "city": "Berlin", "country": "DE"}


class TestSendOrderConfirmation:
    def test_the_confirmation_lists_what_was_bought(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, price_minor=12_50, title="Cup <b>& saucer</b>")
        placed = shop.call("place-order", an_order_for(quantity=2), key=str(uuid4()))
        order_id = shop.session.scalars(select(Order.id)).one()
        event = confirmed(order_id, number=placed.json["number"])
        assert written_and_sent(shop, "send-order-confirmation", event).status_code == 204
        (mail,) = mail_server.mails
        assert mail["subject"] == f"Your order {placed.json['number']} is confirmed"
        assert (mail["to"], mail["from"]) == (EMAIL, "CloudShop <shop@cloudshop.example>")
        for line in (
            "2 × Cup <b>& saucer</b>: €25.00",
            "Shipping: €4.90",
            "Total: €29.90",
            "Includes VAT 20%: €4.99",
        ):
            assert line in text(mail_server)
        assert f"https://shop.example/orders/{placed.json['number']}" in text(mail_server)
        assert "2 × Cup &lt;b&gt;&amp; saucer&lt;/b&gt;" in text(mail_server, "html")
        assert "<b>" not in text(mail_server, "html")
        assert ">CloudShop</a>" in text(mail_server, "html")

    def test_the_confirmation_shows_what_a_promotion_takes_off(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, price_minor=20_00)
        a_promotion(shop)
        body = an_order_for(price_minor=20_00, expected_total_minor=22_90)
        placed = shop.call("place-order", body, key=str(uuid4()))
        order_id = shop.session.scalars(select(Order.id)).one()
        written_and_sent(shop, "send-order-confirmation", confirmed(order_id, number=placed.json["number"]))
        assert "A promotion: -€2.00" in text(mail_server)

    def test_the_confirmation_of_a_business_names_the_reverse_charge(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, price_minor=24_00)
        berlin = {**BERLIN, "company": "Lovelace GmbH"}
        body = an_order_for(price_minor=24_00, vat_number="DE136695976", address=berlin, expected_total_minor=24_08)
        placed = shop.call("place-order", body, key=str(uuid4()))
        order_id = shop.session.scalars(select(Order.id)).one()
        written_and_sent(shop, "send-order-confirmation", confirmed(order_id, number=placed.json["number"]))
        assert "Reverse charge: the prices are without VAT" in text(mail_server)
        assert "VAT number DE136695976" in text(mail_server)

    def test_the_confirmation_lists_nothing_of_another_order(self, shop: Shop, mail_server: MailServer) -> None:
        for sku in ("CUP", "SCARF"):
            a_product(shop.session, sku)
            shop.call("place-order", an_order_for(sku), key=str(uuid4()))
        order_id = shop.session.scalars(select(OrderLine.order_id).where(OrderLine.sku == "CUP")).one()
        written_and_sent(shop, "send-order-confirmation", confirmed(order_id))
        assert "Product CUP" in text(mail_server)
        assert "Product SCARF" not in text(mail_server)

    def test_a_second_delivery_sends_nothing(self, shop: Shop, mail_server: MailServer) -> None:
        event, event_id = confirmed(), str(uuid4())
        for _ in range(2):
            assert written_and_sent(shop, "send-order-confirmation", event, event_id=event_id).status_code == 204
        assert len(mail_server.mails) == 1

    def test_another_event_about_the_same_order_sends_nothing(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for _ in range(2):
            assert written_and_sent(shop, "send-order-confirmation", confirmed(order_id)).status_code == 204
        assert len(mail_server.mails) == 1

    def test_a_mail_whose_record_was_lost_is_sent_again_as_the_same(self, shop: Shop, mail_server: MailServer) -> None:
        order_id = uuid4()
        for _ in range(2):
            written_and_sent(shop, "send-order-confirmation", confirmed(order_id))
            shop.session.delete(shop.session.scalars(select(SentMail)).one())
            shop.session.commit()
        first, again = mail_server.mails
        assert first["message-id"] == again["message-id"]
        assert first["message-id"].endswith("@cloudshop.example>")
