"""Creates the local cluster's secrets once, seals them with its own key, and publishes them to Argo CD with the commit.

They are stored under .local/ by cluster, since every cluster has its own sealing key and database.
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
    """Creates missing secrets; existing ones are kept, because the database's volume contains their passwords."""
    where = environment(ENVIRONMENT)
    _import_newer(where)
    return make(where, "", {}, now=int(time.time())).rstrip(".")


def files() -> dict[str, str]:
    """The files that this cluster's secrets add to the overlay, by path in the project."""
    return environment(ENVIRONMENT).files(f"knative/overlays/{ENVIRONMENT}")


def demo_logins() -> dict[str, dict[str, str]]:
    """The demo's logins, by role."""
    data = get("secret", "demo-logins", "-n", SHOP)["data"]
    logins: dict[str, dict[str, str]] = json.loads(base64.b64decode(data["logins.json"]))
    return logins


def _import_newer(where: Environment) -> None:
    """Imports secrets that another working copy created or rotated on the cluster."""
    for item in get("sealedsecrets.bitnami.com", "-n", SHOP)["items"]:
        there, here = read(json.dumps(item)), where.store.get(item["metadata"]["name"])
        if here is None or here.states.get(CHANGED, "") < there.states.get(CHANGED, ""):
            where.store.put(there)
    if where.store.get("database-owner") is None and exists("secret", "database-owner"):
        raise CommandError(
            "This cluster was created by a version without sealed secrets: run make cluster-down, then make cluster."
        )
