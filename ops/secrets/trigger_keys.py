"""Creates and rotates the keys with which contexts sign their calls of the relay and the sweep, one for each context.

The operations that are called have all of them, and all are of messaging; so each key is with two contexts at most.
"""

from db.emitters import EMITS, EMITS_ALL
from ops.secrets.rotation.shared_keys import listed, next_slot, slots
from ops.secrets.rotation.steps import AGAIN, PUBLISHED, USED, Step
from ops.secrets.sealed import Seal, Sealed
from ops.secrets.signing_keys import new_key
from ops.secrets.store import Store

NAME, VERIFIED_WITH = "trigger", "trigger-all"
# A context that announces nothing has nothing to be relayed.
CONTEXTS = tuple(sorted({*EMITS, EMITS_ALL}))


def signed_with(context: str) -> str:
    """The name of the context's key in the Secret."""
    return f"{NAME}-{context}"


def create_missing(store: Store, seal: Seal) -> None:
    """Creates the keys of contexts that have none."""
    keys = store.require("signing-keys")
    missing = [context for context in CONTEXTS if signed_with(context) not in keys.templates]
    for context in missing:
        keys = _with_new_key(keys, _parts(context), seal)
        keys = keys.with_template(signed_with(context), listed(*slots(keys, _parts(context))))
    store.put(_with_all(keys) if missing else keys)


def next_step(store: Store, seal: Seal) -> Step:
    keys = store.require("signing-keys")
    match keys.states.get(NAME):
        case None:
            for context in CONTEXTS:
                keys = _with_new_key(keys, _parts(context), seal)
            store.put(_with_all(keys).with_state(NAME, PUBLISHED))
            return Step("1 of 3: the new keys are accepted too; they do not sign yet.", AGAIN, keys.name, VERIFIED_WITH)
        case "published":
            for context in CONTEXTS:
                keys = keys.with_template(signed_with(context), listed(slots(keys, _parts(context))[-1]))
            store.put(keys.with_state(NAME, USED))
            return Step("2 of 3: the new keys sign; the old ones are still accepted.", AGAIN, keys.name)
        case _:
            for context in CONTEXTS:
                for old in slots(keys, _parts(context))[:-1]:
                    keys = keys.without_part(old)
            store.put(_with_all(keys).with_state(NAME, ""))
            return Step("3 of 3: the old keys are no longer accepted.", "", keys.name, VERIFIED_WITH)


def _parts(context: str) -> str:
    """What the names of the key's parts begin with; a Go template takes no hyphen in them."""
    return f"{NAME}_{context}"


def _with_new_key(keys: Sealed, parts: str, seal: Seal) -> Sealed:
    known = slots(keys, parts)
    return keys.with_part(next_slot(known[-1], parts) if known else f"{parts}_1", seal(keys.name, new_key()))


def _with_all(keys: Sealed) -> Sealed:
    """Has the operations that are called accept every key."""
    return keys.with_template(VERIFIED_WITH, listed(*(part for each in CONTEXTS for part in slots(keys, _parts(each)))))
