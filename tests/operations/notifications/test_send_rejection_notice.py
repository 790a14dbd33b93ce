from tests.support.operations.mails import rejected, text, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


class TestSendRejectionNotice:
    def test_the_rejection_has_the_reason(self, shop: Shop, mail_server: MailServer) -> None:
        assert written_and_sent(shop, "send-rejection-notice", rejected("Çay")).status_code == 204
        assert "The reason: Çay is out of stock." in text(mail_server)
