"""Ends what only the release before signs with, once none of its revisions runs and nobody will go back to it.

Until then both releases understand each other, and a thief of such a key could still forge with it. A shop that began
with this release has none.
"""

from ops.secrets.rotation.steps import Step
from ops.secrets.store import Store

NAME = "release-before"
# In `signing-keys`: the key of events, which their consumers had too (docs/decisions/0115-signed-events.md).
USES = ("event",)


def end(store: Store) -> Step:
    keys = store.require("signing-keys")
    left = [use for use in USES if use in keys.templates]
    if not left:
        return Step("nothing of it is accepted any more.")
    for use in left:
        keys = keys.without_template(use)
        for part in [part for part in keys.parts if part.startswith(f"{use}_")]:
            keys = keys.without_part(part)
        keys = keys.with_state(use, "")
    store.put(keys)
    return Step(f"its keys ({', '.join(left)}) are no longer accepted.", "", keys.name, left[0])
