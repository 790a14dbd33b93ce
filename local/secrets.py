"""Creates the local shop's signing keys on the first start, and stores them with its data."""

import base64
import os
import secrets
import time
from pathlib import Path

from functions.runtime.security.ed25519 import public_key

KEY_BYTES = 32
# Environment variable → file; functions/runtime/settings.py says what each key signs.
KEYS = {
    "GATEWAY_KEY": "gateway-key",
    "REFRESH_KEYS": "refresh-keys",
    "PROOF_KEYS": "proof-keys",
    "RELAY_KEY": "relay-key",
    "WEBHOOK_KEYS": "webhook-keys",
    "LINK_KEYS": "link-keys",
    "TRIGGER_KEY": "trigger-key",
    "SIMULATOR_KEYS": "simulator-keys",
    "REVOCATION_KEYS": "revocation-keys",
}
# Of those that only verify.
PUBLIC = {"RELAY_KEY": "RELAY_PUBLIC_KEYS", "GATEWAY_KEY": "GATEWAY_PUBLIC_KEYS"}


def signing_keys(folder: Path) -> dict[str, str]:
    """The keys by the name of their environment variable."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = {setting: _read_or_create(folder / file) for setting, file in KEYS.items()}
    # All functions are one process here, which triggers its own relay.
    keys["TRIGGER_KEYS"] = keys["TRIGGER_KEY"]
    return keys | {public: public_key(keys[setting]) for setting, public in PUBLIC.items()}


def token_keys_file(folder: Path) -> Path:
    """The file with the signing keys of access tokens; its first key is valid at once."""
    path = folder / "token-keys.json"
    if not path.exists():
        from functions.identity.keys.key_rotation import add_key

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        add_key(path, now=int(time.time()), delay_seconds=0)
    return path


def _read_or_create(path: Path) -> str:
    if not path.exists():
        # Renamed when complete: half a key would invalidate every signature of the next start.
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode())
        partial.rename(path)
    return path.read_text().strip()
