"""Issues the X.509 certificates of the database's servers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID_DAYS = 825
# A server's clock may be behind by as much.
CLOCK_DIFFERENCE = timedelta(hours=1)
# Python refuses an authority whose certificate does not say so.
SIGNS_CERTIFICATES = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)
USES = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate authority that issues from a point in time, in seconds since the epoch."""

    name: str
    now: int
    key: EllipticCurvePrivateKey

    @classmethod
    def new(cls, name: str, now: int) -> "Authority":
        return cls(name, now, generate_private_key(SECP256R1()))

    @property
    def certificate(self) -> str:
        """The authority's own certificate, as PEM."""
        return self._signed(
            self._builder(self.name, self.key, is_authority=True).add_extension(SIGNS_CERTIFICATES, critical=True)
        )

    def issue(self, name: str, hosts: Sequence[str]) -> tuple[str, str]:
        """A certificate for the hosts, and its private key, as PEM."""
        key = generate_private_key(SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = self._builder(name, key).add_extension(names, critical=False).add_extension(USES, critical=False)
        return self._signed(builder), key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    def _builder(
        self, name: str, key: EllipticCurvePrivateKey, *, is_authority: bool = False
    ) -> x509.CertificateBuilder:
        since, own = datetime.fromtimestamp(self.now, UTC) - CLOCK_DIFFERENCE, key.public_key()
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        return (
            x509.CertificateBuilder(_named(self.name), _named(name), own, x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(since + timedelta(days=VALID_DAYS))
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own), critical=False)
            .add_extension(issuer, critical=False)
        )

    def _signed(self, builder: x509.CertificateBuilder) -> str:
        return builder.sign(self.key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
