"""The local cluster's secrets: made once, sealed for its own key, and served to Argo CD with the commit.

They are kept under .local/ by the cluster's identity, since another cluster has another key and another database.
"""

import base64
import json
import time

from ops.errors import CommandError
from ops.secrets.commands import make
from ops.secrets.environments import Environment, environment
from ops.secrets.sealed import CHANGED, read
from ops.shell import SHOP, exists, get

ENVIRONMENT = "kind"


def seal() -> str:
    """Makes what is missing; what is there stays, so that the database's volume fits its passwords."""
    where = environment(ENVIRONMENT)
    _take_what_is_newer(where)
    return make(where, "", {}, now=int(time.time())).rstrip(".")


def files() -> dict[str, str]:
    """What the overlay holds on this cluster, by its place in the project."""
    return environment(ENVIRONMENT).files(f"knative/overlays/{ENVIRONMENT}")


def demo_logins() -> dict[str, dict[str, str]]:
    """Who can log in to the demo, by role."""
    data = get("secret", "demo-logins", "-n", SHOP)["data"]
    logins: dict[str, dict[str, str]] = json.loads(base64.b64decode(data["logins.json"]))
    return logins


def _take_what_is_newer(where: Environment) -> None:
    """Another working copy may have made the cluster, or rotated a secret since."""
    for item in get("sealedsecrets.bitnami.com", "-n", SHOP)["items"]:
        there, here = read(json.dumps(item)), where.store.get(item["metadata"]["name"])
        if here is None or here.states.get(CHANGED, "") < there.states.get(CHANGED, ""):
            where.store.put(there)
    if where.store.get("database-owner") is None and exists("secret", "database-owner"):
        raise CommandError(
            "This cluster is of a version that did not seal its secrets: make cluster-down, then make cluster"
        )
