"""The shop itself, in the order in which its parts need each other."""

from typing import Any

import yaml

from cluster.images import with_tags
from cluster.tools import SHOP, apply, get, kubectl, kustomized, until

Manifest = dict[str, Any]

FUNCTIONS = "services.serving.knative.dev"
ARROWS = "brokers.eventing.knative.dev,triggers.eventing.knative.dev,pingsources.sources.knative.dev"


def fence() -> str | None:
    """The namespace, its quotas and its flows."""
    apply(kustomized("knative/platform/fences"))
    return None


def start_database() -> str | None:
    apply(yaml.safe_dump_all([each for each in _database() if each["kind"] != "Job"]))
    kubectl("rollout", "status", "statefulset/postgres", "-n", SHOP, "--timeout=240s", seconds=260)
    kubectl("rollout", "status", "deployment/pgbouncer", "-n", SHOP, "--timeout=120s")
    return None


def migrate() -> str | None:
    """Migrations and rights: no function rolls before they have succeeded."""
    _make_way("database-deploy")
    apply(yaml.safe_dump_all([each for each in _database() if each["kind"] == "Job"]))
    kubectl("wait", "--for=condition=Complete", "--timeout=300s", "-n", SHOP, "job/database-deploy", seconds=320)
    return None


def seed() -> str | None:
    """People who can log in, something to sell, and a mailbox."""
    _make_way("seed")
    apply(with_tags(kustomized("knative/overlays/kind/demo")))
    kubectl("wait", "--for=condition=Complete", "--timeout=300s", "-n", SHOP, "job/seed", seconds=320)
    kubectl("rollout", "status", "deployment/mailbox", "-n", SHOP, "--timeout=120s")
    return None


def deploy_functions() -> str | None:
    """The functions, and the exporter, which counts what they push."""
    apply(with_tags(kustomized("observability/exporter/manifests")))
    apply(with_tags(kustomized("knative/overlays/kind")))
    until(
        lambda: not _unready("services.serving.knative.dev"), 600, _named("functions", "services.serving.knative.dev")
    )
    return f"{len(get('services.serving.knative.dev', '-n', SHOP)['items'])} functions, all at zero"


def deploy_web_shop() -> str | None:
    apply(yaml.safe_dump_all(_in_namespace(with_tags(kustomized("frontend/manifests")))))
    kubectl("rollout", "status", "deployment/web-shop", "-n", SHOP, "--timeout=120s")
    return None


def connect() -> str | None:
    """The Broker, which must know where dead letters go, the Triggers, which must know their subscribers, the entry."""
    apply(yaml.safe_dump_all(_in_namespace(kustomized("eventing"))))
    apply(kustomized("knative/platform/entry"))
    until(lambda: not _unready(ARROWS), 300, _named("Triggers", ARROWS))
    return None


def _make_way(job: str) -> None:
    """A Job cannot be changed: the one of the version before goes first."""
    kubectl("delete", "job", job, "-n", SHOP, "--ignore-not-found", "--wait=true")


def _database() -> list[Manifest]:
    return _in_namespace(with_tags(kustomized("db/manifests")))


def _in_namespace(manifests: str) -> list[Manifest]:
    """The folders of database, events and web shop are for any namespace."""
    documents = [document for document in yaml.safe_load_all(manifests) if document]
    for document in documents:
        document["metadata"]["namespace"] = SHOP
    return documents


def _unready(kinds: str) -> list[str]:
    return [item["metadata"]["name"] for item in get(kinds, "-n", SHOP)["items"] if not _is_ready(item)]


def _is_ready(item: dict[str, object]) -> bool:
    status = item.get("status")
    assert isinstance(status, dict | None)
    if not status or status.get("observedGeneration") != item["metadata"]["generation"]:  # type: ignore[index]
        return False
    return any(c["type"] == "Ready" and c["status"] == "True" for c in status.get("conditions", []))


def _named(what: str, kinds: str) -> str:
    return f"Some {what} did not become ready; see: kubectl -n {SHOP} get {kinds}"
