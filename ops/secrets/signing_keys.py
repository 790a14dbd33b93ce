"""Creates the Secret `signing-keys`: keys that sign and verify, and pairs of a key that signs and its public half."""

import base64
import secrets

from functions.runtime.security.ed25519 import public_key
from ops.secrets.sealed import Seal, Sealed
from ops.secrets.store import Store

SHARED, PAIRS = ("webhook", "link", "refresh", "proof", "simulator", "revocation"), ("relay", "gateway")
# The release before used its key of callers for these too.
ONCE_OF_CALLERS = ("refresh", "proof")
USES = (*SHARED, *PAIRS)


def create_missing(store: Store, seal: Seal) -> None:
    """Creates the missing keys; a later version may need more."""
    keys = store.get("signing-keys") or Sealed("signing-keys")
    for use in USES:
        if use not in keys.templates:
            key = new_key()
            keys = keys.with_part(f"{use}_1", seal(keys.name, key)).with_template(use, f"{{{{ .{use}_1 }}}}")
            if use in PAIRS:
                keys = keys.with_template(public(use), public_key(key))
            if use in ONCE_OF_CALLERS and "caller" in keys.templates:
                keys = keys.with_template(use, f"{keys.templates['caller']} {keys.templates[use]}")
    store.put(keys)


def public(pair: str) -> str:
    """The name of the pair's public keys, which need no sealing."""
    return f"{pair}-public"


def new_key() -> str:
    """32 random bytes, which both kinds of keys are."""
    return base64.b64encode(secrets.token_bytes(32)).decode()
