"""Rotates a key with which one part of the shop signs, and its public half, by which the others verify."""

from functions.runtime.security.ed25519 import public_key
from ops.secrets.rotation.shared_keys import listed, next_slot, slots
from ops.secrets.rotation.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.sealed import Seal, Sealed
from ops.secrets.signing_keys import new_key, public
from ops.secrets.store import Store


def next_step(pair: str, store: Store, seal: Seal) -> Step:
    keys = store.require("signing-keys")
    match keys.states.get(pair):
        case None:
            store.put(_with_new_key(keys, pair, seal).with_state(pair, PUBLISHED))
            return Step("1 of 3: others accept the new key too; it does not sign yet.", AGAIN, keys.name, public(pair))
        case "published":
            _, new = slots(keys, pair)
            store.put(keys.with_template(pair, listed(new)).with_state(pair, USED))
            return Step("2 of 3: the new key signs; the old one is still accepted.", AGAIN, keys.name, pair)
        case _:
            old, _ = slots(keys, pair)
            newest = keys.templates[public(pair)].split()[-1]
            store.put(keys.without_part(old).with_template(public(pair), newest).with_state(pair, ""))
            return Step("3 of 3: the old key is no longer accepted.", "", keys.name, public(pair))


def _with_new_key(keys: Sealed, pair: str, seal: Seal) -> Sealed:
    key, (old,) = new_key(), slots(keys, pair)
    known = keys.templates[public(pair)]
    keys = keys.with_part(next_slot(old, pair), seal(keys.name, key))
    return keys.with_template(public(pair), f"{known} {public_key(key)}")
