"""A sealing key of our own, and the real kubeseal, which also unseals as the cluster's controller does."""

import functools
import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest

from ops.secrets import generated_secrets
from ops.secrets.kubeseal import Sealer
from ops.secrets.sealed import SHOP, written
from ops.secrets.store import Store
from tests.support.sealing import NOW, Unseal


@pytest.fixture(scope="session")
def seal(kubeseal: str, keys: Path) -> Sealer:
    return Sealer(keys / "certificate.pem", SHOP)


@pytest.fixture(scope="session")
def sealed_once(seal: Sealer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the shop makes for itself, made at NOW."""
    folder = tmp_path_factory.mktemp("sealed-once")
    generated_secrets.create_missing(Store(folder), seal, now=NOW)
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
