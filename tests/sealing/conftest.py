"""A sealing key of our own, and the real kubeseal, which also unseals as the cluster's controller does."""

import functools
import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from ops.secrets import external_secrets
from ops.secrets.kubeseal import Sealer
from ops.secrets.sealed import SHOP, written
from ops.secrets.store import Store

Secrets = dict[str, dict[str, str]]
Unseal = Callable[[], Secrets]
NOW = 1_800_000_000


@pytest.fixture(scope="session")
def kubeseal() -> str:
    if (found := shutil.which("kubeseal")) is None:
        pytest.skip("kubeseal is not installed: make kubeseal")
    return found


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with certificate.pem and key.pem."""
    folder = tmp_path_factory.mktemp("sealing-key")
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sealed-secret")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(hours=1))
        .not_valid_after(datetime.now(UTC) + timedelta(hours=1))
        .sign(key, hashes.SHA256())
    )
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return folder


@pytest.fixture(scope="session")
def seal(kubeseal: str, keys: Path) -> Sealer:
    return Sealer(keys / "certificate.pem", SHOP)


@pytest.fixture(scope="session")
def sealed_once(seal: Sealer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the shop makes for itself, made at NOW."""
    folder = tmp_path_factory.mktemp("sealed-once")
    external_secrets.create_missing(Store(folder), seal, now=NOW)
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "secrets")


@pytest.fixture
def full_store(store: Store, sealed_once: Path) -> Store:
    shutil.copytree(sealed_once, store.folder)
    return store


@pytest.fixture(scope="session")
def unseal_text(kubeseal: str, keys: Path) -> Callable[[str], dict[str, str]]:
    @functools.cache
    def unsealed(manifest: str) -> dict[str, str]:
        command = [kubeseal, "--recovery-unseal", "--recovery-private-key", str(keys / "key.pem")]
        made = subprocess.run(command, input=manifest, capture_output=True, text=True, timeout=60, check=True).stdout
        return {key: b64decode(value).decode() for key, value in json.loads(made)["data"].items()}

    return unsealed


@pytest.fixture
def unseal(store: Store, unseal_text: Callable[[str], dict[str, str]]) -> Unseal:
    """The Secrets that the cluster makes of the store, by name."""
    return lambda: {sealed.name: unseal_text(written(sealed, store.namespace)) for sealed in store}
