"""The keys that a process has; those that its part of the shop does not need are empty."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys; each is named like its environment variable, in lower case, and is base64."""

    # The Ed25519 key with which the relay signs events, and the public keys by which consumers verify them.
    relay_key: str
    relay_public_keys: tuple[str, ...]
    # The one with which the gateway signs who calls an operation, and the public keys by which operations verify it.
    gateway_key: str
    gateway_public_keys: tuple[str, ...]
    # Keys of HMAC, newest first: the first signs, all verify.
    webhook_keys: tuple[str, ...]
    link_keys: tuple[str, ...]
    refresh_keys: tuple[str, ...]
    proof_keys: tuple[str, ...]
    # The key with which a context signs its calls of the relay and the sweep, and those of all contexts, by which these
    # verify them.
    trigger_key: str
    trigger_keys: tuple[str, ...]
    # Those of the operations of payments and the card simulator, and of the gateway and list-revocations.
    simulator_keys: tuple[str, ...]
    revocation_keys: tuple[str, ...]
    # Those of the release before, for callers and events; empty once nothing of it is accepted any more.
    caller_keys: tuple[str, ...]
    event_keys: tuple[str, ...]


def keys_in(environ: Mapping[str, str]) -> dict[str, Any]:
    """The values of all fields of Keys."""
    return {each.name: _value(each.name, environ.get(each.name.upper(), "")) for each in fields(Keys)}


def _value(name: str, text: str) -> str | tuple[str, ...]:
    return text if name.endswith("_key") else tuple(text.split())
