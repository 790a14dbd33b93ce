import pytest

from tests.support.operations.mails import confirmed, shipped, written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import MailServer


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "reached"),
        [
            ("a(comment)@example.org", '"a(comment)"@example.org'),
            ("a,b@example.org", '"a,b"@example.org'),
            ("a..b@example.org", "a..b@example.org"),
            ("ada@exämple.org", "ada@xn--exmple-cua.org"),
            # Not strasse.example, which belongs to another person.
            ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ],
    )
    def test_are_reached_exactly(self, shop: Shop, mail_server: MailServer, address: str, reached: str) -> None:
        assert written_and_sent(shop, "send-order-confirmation", confirmed(email=address)).status_code == 204
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
        assert written_and_sent(shop, "send-order-confirmation", confirmed(email=address)).status_code == 422
        assert mail_server.envelopes == []

    @pytest.mark.parametrize("number", ["CS-1\r\nBcc: eve@example.org", "CS-1\nX: y", "CS-1\rX: y"])
    def test_a_line_end_never_becomes_a_header(self, shop: Shop, mail_server: MailServer, number: str) -> None:
        assert written_and_sent(shop, "send-shipping-notice", shipped(number=number)).status_code == 422
        assert mail_server.envelopes == []

    def test_a_line_end_in_a_text_stays_in_the_text(self, shop: Shop, mail_server: MailServer) -> None:
        written_and_sent(shop, "send-shipping-notice", shipped(carrier="DHL\r\n.\r\nMAIL FROM:<eve@example.org>"))
        assert len(mail_server.mails) == 1
        assert mail_server.mails[0]["bcc"] is None
