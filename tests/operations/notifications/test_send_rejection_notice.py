from uuid import uuid4

from sqlalchemy import select

from db.models.orders import Order
from tests.support.factories import a_product, an_order_for
from tests.support.operations.mails import rejected, text, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


class TestSendRejectionNotice:
    def test_the_rejection_has_the_reason(self, shop: Shop, mail_server: MailServer) -> None:
        assert written_and_sent(shop, "send-rejection-notice", rejected("Çay")).status_code == 204
        assert "The reason: “Çay” is out of stock." in text(mail_server)

    def test_the_rejection_names_the_product_by_its_title(self, shop: Shop, mail_server: MailServer) -> None:
        a_product(shop.session, "CUP", title="A blue cup")
        shop.call("place-order", an_order_for("CUP"), key=str(uuid4()))
        event = rejected("CUP", order_id=shop.session.scalars(select(Order.id)).one(), available=3)
        written_and_sent(shop, "send-rejection-notice", event)
        assert "only 3 of “A blue cup” are left" in text(mail_server)
