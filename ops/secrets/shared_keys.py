"""Replaces a key with which one part of the shop signs and others check (functions/runtime/security/signatures.py)."""

from ops.secrets.external_secrets import Seal, new_key
from ops.secrets.sealed import Sealed
from ops.secrets.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.store import Store


def next_step(use: str, store: Store, seal: Seal) -> Step:
    keys = store.known("signing-keys")
    match keys.states.get(use):
        case None:
            old = _slots(keys, use)[0]
            new = f"{use}_{_number(old, use) + 1}"
            keys = keys.with_part(new, seal(keys.name, new_key()))
            store.put(keys.with_made(use, _listed(old, new)).with_state(use, PUBLISHED))
            done, left = "1 of 3: everybody checks with the new key too, nobody signs with it yet.", AGAIN
        case "published":
            old, new = _slots(keys, use)
            store.put(keys.with_made(use, _listed(new, old)).with_state(use, USED))
            done, left = "2 of 3: the new key signs, the old one is still checked with.", AGAIN
        case _:
            old, new = _slots(keys, use)
            store.put(keys.without_part(old).with_made(use, _listed(new)).with_state(use, ""))
            done, left = "3 of 3: the old key counts no more.", ""
    return Step(done, left, keys.name, use)


def _slots(keys: Sealed, use: str) -> list[str]:
    """The key's parts, the older one first."""
    return sorted((part for part in keys.parts if part.startswith(f"{use}_")), key=lambda part: _number(part, use))


def _number(part: str, use: str) -> int:
    return int(part.removeprefix(f"{use}_"))


def _listed(*parts: str) -> str:
    """The first signs, all check."""
    return " ".join(f"{{{{ .{part} }}}}" for part in parts)
