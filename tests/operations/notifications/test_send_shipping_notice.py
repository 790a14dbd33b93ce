from tests.support.operations.mails import shipped, text, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


class TestSendShippingNotice:
    def test_the_shipping_notice_has_the_tracking_code(self, shop: Shop, mail_server: MailServer) -> None:
        assert written_and_sent(shop, "send-shipping-notice", shipped()).status_code == 204
        assert "DHL. Its tracking code is JD01." in text(mail_server)
