"""Ends what only the release before signs with, once none of its revisions runs and nobody will go back to it.

Until then both releases understand each other, and a thief of such a key could still forge with it. A shop that began
with this release has none.
"""

from ops.errors import CommandError
from ops.secrets.rotation.shared_keys import listed, slots
from ops.secrets.rotation.steps import AGAIN, USED, Step
from ops.secrets.sealed import Sealed
from ops.secrets.signing_keys import ONCE_OF_CALLERS
from ops.secrets.signing_keys import USES as USES_OF_THIS_RELEASE
from ops.secrets.store import Store
from ops.secrets.trigger_keys import VERIFIED_WITH

NAME = "release-before"
# In `signing-keys`: the keys of callers and events, which those who verified them had too.
USES = ("caller", "event")


def is_ended(store: Store) -> bool:
    """Whether nothing of the release before is accepted, or ever was."""
    keys = store.require("signing-keys")
    return NAME not in keys.states and not {*USES} & {*keys.templates}


def next_step(store: Store) -> Step:
    keys = store.require("signing-keys")
    match keys.states.get(NAME):
        case None if is_ended(store):
            return Step("nothing of it is accepted any more.")
        case None:
            if missing := [use for use in (*USES_OF_THIS_RELEASE, VERIFIED_WITH) if use not in keys.templates]:
                raise CommandError(f"{' and '.join(missing)} must have keys first: run `make secrets` and deploy them.")
            for use in USES:
                keys = keys.without_template(use)
            store.put(_with_templates(keys, slots(keys, "caller")).with_state(NAME, USED))
            return Step("1 of 2: its callers and events are no longer accepted.", AGAIN, keys.name)
        case _:
            for part in [part for use in USES for part in slots(keys, use)]:
                keys = keys.without_part(part)
            for use in USES:
                keys = keys.with_state(use, "")
            store.put(_with_templates(keys, []).with_state(NAME, ""))
            return Step("2 of 2: nothing that it has signed is accepted any more.", "", keys.name)


def _with_templates(keys: Sealed, also: list[str]) -> Sealed:
    """Has its other uses of the key of callers sign with keys of their own, and accept these too."""
    for use in ONCE_OF_CALLERS:
        keys = keys.with_template(use, listed(*reversed(slots(keys, use)), *also))
    return keys
