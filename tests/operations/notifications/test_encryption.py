import datetime
import ipaddress
import ssl
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from eventing.events.orders import OrderRejected
from tests.support.operations.mails import written_and_sent
from tests.support.operations.shop import Shop
from tests.support.servers.mail_server import PASSWORD, USER, Serve

REJECTED = OrderRejected(order_id=uuid4(), number="CS-0000-0000", email="ada@example.org", reason_code="out_of_stock")
LOGIN = f"{USER}:{quote(PASSWORD, safe='')}@"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that no authority has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


class TestEncryption:
    def test_is_used_where_it_is_offered_and_the_password_only_then_sent(
        self, shop: Shop, serve: Serve, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server = serve(tls=tls, user=LOGIN)
        assert written_and_sent(shop, "send-rejection-notice", REJECTED).status_code == 204
        assert (len(server.mails), server.was_encrypted) == (1, True)

    def test_is_used_from_the_start_with_smtps(
        self, shop: Shop, serve: Serve, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server = serve(smtps=tls)
        assert written_and_sent(shop, "send-rejection-notice", REJECTED).status_code == 204
        assert len(server.mails) == 1

    def test_smtps_without_a_valid_certificate_gets_nothing(
        self, shop: Shop, serve: Serve, tls: ssl.SSLContext
    ) -> None:
        server = serve(smtps=tls)
        assert written_and_sent(shop, "send-rejection-notice", REJECTED).status_code == 503
        assert server.mails == []

    def test_a_server_without_a_trusted_certificate_gets_nothing(
        self, shop: Shop, serve: Serve, tls: ssl.SSLContext
    ) -> None:
        server = serve(tls=tls, user=LOGIN)
        assert written_and_sent(shop, "send-rejection-notice", REJECTED).status_code == 503
        assert server.mails == []

    def test_a_password_is_never_sent_in_the_clear_nor_shown(
        self, shop: Shop, serve: Serve, capsys: pytest.CaptureFixture[str]
    ) -> None:
        server = serve(user=LOGIN)
        refused = written_and_sent(shop, "send-rejection-notice", REJECTED)
        assert (refused.status_code, server.mails) == (503, [])
        assert "offers no encryption" in refused.json["detail"]
        assert PASSWORD not in refused.text + capsys.readouterr().out

    def test_a_wrong_password_is_tried_again_because_a_setting_is_wrong(
        self, shop: Shop, serve: Serve, tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        server = serve(tls=tls, user=f"{USER}:wrong@")
        assert written_and_sent(shop, "send-rejection-notice", REJECTED).status_code == 503
        assert server.mails == []
