"""Reads the signing keys, from a file that may be replaced at runtime or from the environment.

`{"keys": [{"kid", "kty", "crv", "x", "d", "activates_at", "retires_at"}, ...]}`: private JWKs with the Unix times
at which each starts to sign and stops being valid (null: not yet known).
"""

import functools
import json
import re
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from functions.identity.rules import SigningKey
from functions.runtime.errors import Unavailable
from functions.runtime.settings import settings
from functions.runtime.telemetry.context import log

# The members of a key; `x` and `d` are its 32 public and private bytes in base64url.
_MEMBERS = {
    "kid": re.compile(r"[A-Za-z0-9_-]{1,64}"),
    "kty": re.compile("OKP"),
    "crv": re.compile("Ed25519"),
    "x": re.compile(r"[A-Za-z0-9_-]{43}"),
    "d": re.compile(r"[A-Za-z0-9_-]{43}"),
}


class TokenKeys(ABC):
    """Reads the keys again when they have changed; keeps the last valid ones if the new ones are invalid."""

    def __init__(self) -> None:
        self._known: tuple[object, tuple[SigningKey, ...]] = (None, ())

    def read(self) -> tuple[SigningKey, ...]:
        """The keys, in their order; raises Unavailable if none were ever read."""
        version, keys = self._known
        try:
            if version != (version := self._version()):
                keys = parse_keys(self._text())
                self._known = (version, keys)
        except (OSError, ValueError, KeyError, TypeError) as failure:
            log("the token keys cannot be read", level="error", cause=type(failure).__name__)
        if not keys:
            raise Unavailable("The keys for signing in are missing; try again later.")
        return keys

    @abstractmethod
    def _version(self) -> object:
        """A value that changes whenever the text does."""

    @abstractmethod
    def _text(self) -> str: ...


class KeyFile(TokenKeys):
    """Keys in a file that may be replaced at any time."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def _version(self) -> object:
        found = self._path.stat()
        return found.st_mtime_ns, found.st_ino, found.st_size

    def _text(self) -> str:
        return self._path.read_text(encoding="utf-8")


class EnvironmentKeys(TokenKeys):
    """Keys from the environment; mounting a volume would add a quarter of a second to a pod's start."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._keys_text = text

    def _version(self) -> object:
        return self._keys_text

    def _text(self) -> str:
        return self._keys_text


@functools.cache
def token_keys() -> TokenKeys:
    """The keys in TOKEN_KEYS, or in the file that TOKEN_KEYS_FILE names."""
    text = settings().token_keys
    return EnvironmentKeys(text) if text else KeyFile(Path(settings().token_keys_file))


def parse_keys(text: str) -> tuple[SigningKey, ...]:
    """Parses keys; raises ValueError, KeyError or TypeError."""
    keys = tuple(_key(entry) for entry in json.loads(text)["keys"])
    if not keys or len({key.kid for key in keys}) < len(keys):
        raise ValueError("there is no key, or two keys have the same kid")
    return keys


def format_keys(keys: tuple[SigningKey, ...]) -> str:
    """The key file's text for these keys."""
    entries = [{**key.jwk, "activates_at": key.activates_at, "retires_at": key.retires_at} for key in keys]
    return json.dumps({"keys": entries}, indent=2) + "\n"


def _key(entry: dict[str, Any]) -> SigningKey:
    jwk = {name: entry[name] for name, form in _MEMBERS.items() if form.fullmatch(entry[name])}
    if len(jwk) < len(_MEMBERS):
        raise ValueError("a key is not a private Ed25519 key")
    activates_at, retires_at = entry["activates_at"], entry["retires_at"]
    if not isinstance(activates_at, int) or not isinstance(retires_at, int | None):
        raise ValueError("a time is not a number of seconds")
    return SigningKey(jwk["kid"], jwk, activates_at, retires_at)
