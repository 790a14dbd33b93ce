"""Reads the facts from the built layers and from the settings of PgBouncer, PostgreSQL and Knative."""

import configparser
from collections.abc import Iterator
from typing import Any

import yaml

from db.rights import CONTEXTS
from ops.built import built_objects
from ops.scaling.facts import Database, Facts, Function
from ops.scaling.load import Load, pod, quota
from ops.shell import ROOT, SHOP

OVERLAYS = ("kind", "production")
SETTINGS, SERVICES = "knative/platform/settings", "knative/base/services/*/*.yaml"
# The overlays that have no function with this label (knative/components/without-test-functions).
WITHOUT_TEST_FUNCTIONS, TEST_ONLY = ("production",), 'cloudshop.dev/test-only: "true"'


def function_names(overlay: str = "kind") -> list[str]:
    """The names of all functions of an overlay: the operations and the gateway."""
    left_out = {*names_of_test_functions()} if overlay in WITHOUT_TEST_FUNCTIONS else set()
    return sorted({"gateway", *(path.stem for path in ROOT.glob(SERVICES))} - left_out)


def names_of_test_functions() -> list[str]:
    """The functions that are only for trying out the shop, such as the card simulator's."""
    return sorted(path.stem for path in ROOT.glob(SERVICES) if TEST_ONLY in path.read_text())


def table_path(overlay: str) -> str:
    return f"knative/overlays/{overlay}/scaling.yaml"


def facts(overlay: str) -> Facts:
    layers = sorted(path.parent.relative_to(ROOT) for path in ROOT.glob(f"argocd/{overlay}/[0-9]*/kustomization.yaml"))
    objects = [
        each for layer in layers for each in built_objects(str(layer)) if each["metadata"].get("namespace") == SHOP
    ]
    proxy = _queue_proxy()
    functions = {
        each["metadata"]["name"]: _function(each, proxy)
        for each in objects
        if each["apiVersion"].startswith("serving.knative.dev")
    }
    hard = next(each["spec"]["hard"] for each in objects if each["kind"] == "ResourceQuota")
    return Facts(functions, database(), quota(hard), sum(_loads(objects), Load()), _grace_seconds())


def database() -> Database:
    settings = configparser.ConfigParser(inline_comment_prefixes=(), comment_prefixes=(";", "#"))
    settings.read(ROOT / "db/manifests/pgbouncer/pgbouncer.ini")
    bouncer = settings["pgbouncer"]
    users = {role: dict(each.split("=") for each in own.split()) for role, own in settings["users"].items()}
    own = {role: int(user["pool_size"]) for role, user in users.items() if "pool_size" in user}
    shared = yaml.safe_load((ROOT / "db/manifests/postgres/patroni.yaml").read_text())["bootstrap"]["dcs"]
    objects = yaml.safe_load_all((ROOT / "db/manifests/pgbouncer/pgbouncer.yaml").read_text())
    return Database(
        clients_max=int(bouncer["max_client_conn"]),
        pools={role: own.get(role, int(bouncer["default_pool_size"])) for role in CONTEXTS},
        pools_max=int(bouncer["max_db_connections"]),
        wait_seconds=int(bouncer["query_wait_timeout"]),
        bouncers=next(each["spec"]["replicas"] for each in objects if each["kind"] == "Deployment"),
        connections_max=shared["postgresql"]["parameters"]["max_connections"],
    )


def _function(service: dict[str, Any], proxy: Load) -> Function:
    containers = service["spec"]["template"]["spec"]["containers"]
    env = {variable["name"]: variable for variable in containers[0]["env"]}
    role = None
    if "DATABASE_URL" in env:
        secret = env["DATABASE_URL"]["valueFrom"]["secretKeyRef"]["name"]
        role = secret.removeprefix("database-").replace("-", "_")
    per_request = int(env.get("CONNECTIONS_PER_REQUEST", {"value": "1"})["value"])
    return Function(pod(containers) + proxy, role, per_request)


def _loads(manifests: list[dict[str, Any]]) -> Iterator[Load]:
    """The loads of Deployments and StatefulSets; Jobs are short-lived and smaller."""
    for each in manifests:
        if each["kind"] in ("Deployment", "StatefulSet"):
            yield pod(each["spec"]["template"]["spec"]["containers"]).times(each["spec"].get("replicas", 1))


def _setting(name: str) -> dict[str, str]:
    data: dict[str, str] = yaml.safe_load((ROOT / SETTINGS / f"{name}.yaml").read_text())["data"]
    return data


def _queue_proxy() -> Load:
    """The resources of queue-proxy, which Knative adds to each of a function's pods."""
    settings = _setting("deployment")
    requests = {"cpu": settings["queue-sidecar-cpu-request"], "memory": settings["queue-sidecar-memory-request"]}
    container = {"resources": {"requests": requests, "limits": {"memory": settings["queue-sidecar-memory-limit"]}}}
    return pod([container]) + Load(pods=-1)


def _grace_seconds() -> int:
    return int(_setting("autoscaler")["scale-to-zero-grace-period"].removesuffix("s"))
