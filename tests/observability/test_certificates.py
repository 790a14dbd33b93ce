"""When a published certificate ends."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from observability.exporter.sources.certificates import read_certificates

BEGIN = datetime(2026, 11, 1, tzinfo=UTC)


def a_certificate(days: int) -> bytes:
    key, name = Ed25519PrivateKey.generate(), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sealing")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    return (
        made.not_valid_before(BEGIN)
        .not_valid_after(BEGIN + timedelta(days=days))
        .sign(key, None)
        .public_bytes(Encoding.PEM)
    )


@pytest.fixture
def published() -> Iterator[str]:
    """Where two certificates are published as one file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/v1/cert.pem" else 404)
            self.end_headers()
            self.wfile.write(a_certificate(90) + a_certificate(30))

        def log_message(self, *_: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_it_is_when_the_first_of_them_ends(published: str) -> None:
    (sample,) = read_certificates({"sealed-secrets": f"{published}/v1/cert.pem"})
    assert sample.labels == ("sealed-secrets",)
    assert sample.value == (BEGIN + timedelta(days=30)).timestamp()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_one_that_is_not_there_has_no_sample(published: str) -> None:
    with pytest.raises(OSError, match="404"):
        read_certificates({"sealed-secrets": f"{published}/other.pem"})
