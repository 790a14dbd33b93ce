"""When certificates end; each is fetched from where it is published, as PEM."""

import urllib.request
from collections.abc import Mapping

from observability.exporter.collector import Sample

ANSWER_SECONDS = 10
PEM_BYTES_MAX = 64 * 1024


def read_certificates(urls: Mapping[str, str]) -> list[Sample]:
    """The end of every certificate by its name."""
    return [Sample("cloudshop_certificate_expiry_timestamp_seconds", (name,), _end(url)) for name, url in urls.items()]


def _end(url: str) -> float:
    from cryptography.x509 import load_pem_x509_certificates

    with urllib.request.urlopen(url, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - the operator's own addresses
        chain = load_pem_x509_certificates(answer.read(PEM_BYTES_MAX))
    return min(certificate.not_valid_after_utc for certificate in chain).timestamp()
