"""Reads the expiry times of certificates, which it fetches as PEM from where they are published."""

import urllib.request
from collections.abc import Mapping

from observability.exporter.collector import Sample

TIMEOUT_SECONDS = 10
PEM_BYTES_MAX = 64 * 1024


def read_certificates(urls: Mapping[str, str]) -> list[Sample]:
    """The expiry time of every certificate, by its name."""
    metric = "cloudshop_certificate_expiry_timestamp_seconds"
    return [Sample(metric, (name,), _expiry(url)) for name, url in urls.items()]


def _expiry(url: str) -> float:
    from cryptography.x509 import load_pem_x509_certificates

    with urllib.request.urlopen(url, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - the operator's own addresses
        chain = load_pem_x509_certificates(response.read(PEM_BYTES_MAX))
    return min(certificate.not_valid_after_utc for certificate in chain).timestamp()
