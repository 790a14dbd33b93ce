"""Adds a signing key to the key file. Run by an operator's command, never by an operation."""

import os
import tempfile
from pathlib import Path

from joserfc.jwk import OKPKey

from functions.identity.keys.key_file import parsed, written
from functions.identity.rules import SigningKey, published_keys, with_new_key
from functions.runtime.security.tokens import ACCESS_LIFETIME_SECONDS, KEYS_CACHE_SECONDS, LEEWAY_SECONDS

# Longer than anybody keeps the published keys, with as much again for a mounted Secret to arrive.
ACTIVATION_DELAY_SECONDS = 3 * KEYS_CACHE_SECONDS
# Whoever checks tokens reads no more than 16 keys.
KEYS_MAX = 8


class TooManyKeys(Exception):
    """So many keys still count that another would not be read; one retires soon."""


def add_key(path: Path, *, now: int, delay_seconds: int = ACTIVATION_DELAY_SECONDS) -> SigningKey:
    """Adds a new key that signs from `now + delay_seconds` on, and lets the others retire after it.

    The file is replaced in one step and readable by its owner only. Without a file, one is made.
    Raises TooManyKeys.
    """
    keys = parsed(path.read_text(encoding="utf-8")) if path.exists() else ()
    if len(published_keys(keys, now)) >= KEYS_MAX:
        raise TooManyKeys(f"{path} has {KEYS_MAX} keys that still count; wait until the oldest retires.")
    jwk = new_jwk()
    new = SigningKey(jwk["kid"], jwk, activates_at=now + delay_seconds)
    # A token signed in the old key's last second is valid for its lifetime.
    overlap_seconds = ACCESS_LIFETIME_SECONDS + LEEWAY_SECONDS
    _replace(path, written(with_new_key(keys, new, now, overlap_seconds=overlap_seconds)))
    return new


def new_jwk() -> dict[str, str]:
    """A private Ed25519 key that was never used."""
    made = OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True)
    return {name: str(value) for name, value in made.items()}


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # mkstemp makes it readable by its owner only.
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
