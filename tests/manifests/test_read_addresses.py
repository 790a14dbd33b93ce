"""The component that sends reads to standbys gives the address to the operations that may use it, as their role."""

import importlib
import shutil

import pytest

from local.host.operations import operations
from tests.support.manifests.builds import layer, pod_spec

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")


def test_operations_that_may_read_what_is_a_little_old_have_their_contexts_address() -> None:
    things = layer("argocd/production/20-backend", "knative/components/read-addresses")
    services = [each for each in things if each["kind"] == "Service" and each["apiVersion"].startswith("serving.")]
    addresses = {}
    for service in services:
        env = {variable["name"]: variable for variable in pod_spec(service)["containers"][0]["env"]}
        if found := env.get("DATABASE_READ_URL"):
            addresses[service["metadata"]["name"]] = found["valueFrom"]["secretKeyRef"]
    contexts = {name: each.context for name, each in operations().items() if may_be_stale(each.source, each.target)}
    assert addresses == {name: {"name": "database-reads", "key": context} for name, context in contexts.items()}


def may_be_stale(source: str, target: str) -> bool:
    module = importlib.import_module(source.removesuffix(".py").replace("/", "."))
    return bool(getattr(getattr(getattr(module, target), "operation", None), "may_be_stale", False))
