"""The API server admits released images alone, where the policy of production is bound: in a namespace of the test."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import yaml

from ops.errors import CommandError
from ops.shell import kubectl
from tests.support.cluster.shop import ClusterShop
from tests.support.manifests.admission import DIGEST, policy_of
from tests.support.waiting import eventually

REPOSITORY = "registry.example/shop/functions"
RELEASED = f"{REPOSITORY}@{DIGEST}"
KNATIVE = "gcr.io/knative-releases/knative.dev/serving/cmd/queue:v1"
BY_TAG, OF_OTHERS = f"{REPOSITORY}:latest", f"registry.example/other/functions@{DIGEST}"
NEVER_RELEASED = f"{REPOSITORY}-of-none@{DIGEST}"
LOOKS_LIKE_ONE = f"{OF_OTHERS.partition('@')[0]}:latest@{DIGEST}"


def pod(image: str) -> Any:
    return {"containers": [{"name": "function", "image": image}], "restartPolicy": "Never"}


def thing(kind: str, spec: Any, api: str = "v1") -> Any:
    return {"apiVersion": api, "kind": kind, "metadata": {"name": f"try-{uuid4().hex[:8]}"}, "spec": spec}


def a_pod(image: str) -> Any:
    return thing("Pod", pod(image))


def a_deployment(image: str) -> Any:
    """Of no pods."""
    template = {"metadata": {"labels": {"app": "try"}}, "spec": pod(image) | {"restartPolicy": "Always"}}
    return thing(
        "Deployment", {"replicas": 0, "selector": {"matchLabels": {"app": "try"}}, "template": template}, "apps/v1"
    )


def a_cron_job(image: str) -> Any:
    job = {"spec": {"template": {"spec": pod(image)}}}
    return thing("CronJob", {"schedule": "0 0 1 1 *", "jobTemplate": job}, "batch/v1")


class Namespace:
    """A namespace with the policy, and with a Deployment from before it."""

    def __init__(self, name: str, before: Any) -> None:
        self.name, self.before = name, before

    def admits(self, made: Any, verb: str = "create") -> bool:
        """Whether the API server would create or replace the object; nothing is."""
        refusal = self._refusal(made, verb)
        assert not refusal or ("ValidatingAdmissionPolicy" in refusal and "make release" in refusal), refusal
        return not refusal

    def _refusal(self, made: Any, verb: str) -> str:
        try:
            kubectl(verb, "--dry-run=server", "-n", self.name, "-f", "-", input_text=yaml.safe_dump(made))
        except CommandError as refused:
            return str(refused)
        return ""


@pytest.fixture(scope="module")
def namespace(shop: ClusterShop) -> Iterator[Namespace]:
    name = f"admission-{uuid4().hex[:8]}"
    kubectl("create", "namespace", name)
    try:
        made = Namespace(name, a_deployment(OF_OTHERS))
        kubectl("create", "-n", name, "-f", "-", input_text=yaml.safe_dump(made.before))
        kubectl("apply", "-f", "-", input_text=policy_of(name, REPOSITORY))
        eventually(lambda: not made.admits(a_pod(BY_TAG)), seconds=30, what="the policy is enforced")
        yield made
    finally:
        kubectl("delete", "validatingadmissionpolicybinding,validatingadmissionpolicy", name, "--ignore-not-found")
        kubectl("delete", "namespace", name, "--wait=false")


@pytest.mark.parametrize("make", [a_pod, a_deployment, a_cron_job])
def test_images_of_the_registry_by_digest_are_admitted_and_no_others(namespace: Namespace, make: Any) -> None:
    assert namespace.admits(make(RELEASED))
    found = {
        image: namespace.admits(make(image)) for image in (BY_TAG, OF_OTHERS, NEVER_RELEASED, LOOKS_LIKE_ONE, "nginx")
    }
    assert not any(found.values()), found


def test_every_container_of_a_pod_counts(namespace: Namespace) -> None:
    other = {"name": "other", "image": OF_OTHERS}
    both = thing("Pod", pod(RELEASED) | {"initContainers": [other]})
    assert not namespace.admits(both)
    both["spec"]["initContainers"][0]["image"] = RELEASED
    assert namespace.admits(both)


def test_what_knative_adds_to_a_function_is_admitted(namespace: Namespace) -> None:
    beside = {"name": "queue-proxy", "image": KNATIVE}
    assert namespace.admits(thing("Pod", {"containers": [*pod(RELEASED)["containers"], beside]}))


def test_an_object_may_keep_the_images_that_it_had_before_the_policy_and_get_no_others(namespace: Namespace) -> None:
    changed = namespace.before | {"metadata": {**namespace.before["metadata"], "labels": {"is": "changed"}}}
    assert namespace.admits(changed, "replace")
    container = changed["spec"]["template"]["spec"]["containers"][0]
    for image, is_admitted in {BY_TAG: False, f"{OF_OTHERS[:-1]}1": False, RELEASED: True}.items():
        container["image"] = image
        assert namespace.admits(changed, "replace") is is_admitted, image
