"""Adds a signing key to the key file; an operator's command calls it, and no operation does."""

import os
import tempfile
from pathlib import Path

from joserfc.jwk import OKPKey

from functions.identity.keys.key_file import format_keys, parse_keys
from functions.identity.rules import SigningKey, published_keys, with_new_key
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, KEYS_CACHE_SECONDS, LEEWAY_SECONDS

# Longer than verifiers cache the published keys, plus time for a mounted Secret to be updated.
ACTIVATION_DELAY_SECONDS = 3 * KEYS_CACHE_SECONDS
# Verifiers read at most 16 keys.
KEYS_MAX = 8


class TooManyKeys(Exception):
    """The file has KEYS_MAX valid keys; another can be added once one retires."""


def add_key(path: Path, *, now: int, delay_seconds: int = ACTIVATION_DELAY_SECONDS) -> SigningKey:
    """Adds a key that signs from `now + delay_seconds` on, and schedules the retirement of the others.

    Replaces the file atomically, or creates it, readable by its owner only. Raises TooManyKeys.
    """
    keys = parse_keys(path.read_text(encoding="utf-8")) if path.exists() else ()
    if len(published_keys(keys, now)) >= KEYS_MAX:
        raise TooManyKeys(f"{path} has {KEYS_MAX} valid keys; wait until the oldest retires.")
    jwk = new_jwk()
    new = SigningKey(jwk["kid"], jwk, activates_at=now + delay_seconds)
    # A token signed in the old key's last second is valid for its lifetime.
    overlap_seconds = ACCESS_LIFETIME_SECONDS + LEEWAY_SECONDS
    _replace(path, format_keys(with_new_key(keys, new, now, overlap_seconds=overlap_seconds)))
    return new


def new_jwk() -> dict[str, str]:
    """A new private Ed25519 key."""
    key = OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True)
    return {name: str(value) for name, value in key.items()}


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp creates a file that only its owner can read.
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
