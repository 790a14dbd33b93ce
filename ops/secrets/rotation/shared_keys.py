"""Rotates a key that one part of the shop signs with and others verify (functions/runtime/security/signatures.py)."""

from ops.secrets.rotation.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.sealed import Seal, Sealed
from ops.secrets.signing_keys import new_key
from ops.secrets.store import Store


def next_step(use: str, store: Store, seal: Seal) -> Step:
    keys = store.require("signing-keys")
    match keys.states.get(use):
        case None:
            old = slots(keys, use)[0]
            new = next_slot(old, use)
            keys = keys.with_part(new, seal(keys.name, new_key()))
            store.put(keys.with_template(use, listed(old, new)).with_state(use, PUBLISHED))
            done, following = "1 of 3: the new key is accepted too; it does not sign yet.", AGAIN
        case "published":
            old, new = slots(keys, use)
            store.put(keys.with_template(use, listed(new, old)).with_state(use, USED))
            done, following = "2 of 3: the new key signs; the old one is still accepted.", AGAIN
        case _:
            old, new = slots(keys, use)
            store.put(keys.without_part(old).with_template(use, listed(new)).with_state(use, ""))
            done, following = "3 of 3: the old key is no longer accepted.", ""
    return Step(done, following, keys.name, use)


def slots(keys: Sealed, use: str) -> list[str]:
    """The names of the key's parts, oldest first."""
    return sorted((part for part in keys.parts if part.startswith(f"{use}_")), key=lambda part: _number(part, use))


def next_slot(part: str, use: str) -> str:
    """The name of the part after this one."""
    return f"{use}_{_number(part, use) + 1}"


def _number(part: str, use: str) -> int:
    return int(part.removeprefix(f"{use}_"))


def listed(*parts: str) -> str:
    """The list of keys: the first one signs, all verify."""
    return " ".join(f"{{{{ .{part} }}}}" for part in parts)
