"""What the API server admits where released images run. That it does is tried in tests/cluster/test_admission.py."""

import shutil

import pytest

from codegen.operations import ROOT
from ops.cluster import promotion
from ops.shell import SHOP
from tests.support.manifests.admission import BINDING, POLICY, admission
from tests.support.manifests.builds import built, pod_spec

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")


@pytest.mark.parametrize("environment", promotion.ENVIRONMENTS)
def test_the_policy_knows_every_released_image_of_the_environment(environment: str) -> None:
    chosen = promotion.names((ROOT / promotion.path(environment)).read_text())
    found = {each["kind"]: each for each in built(f"argocd/{environment}/00-infrastructure")}
    images = [each["image"] for each in pod_spec(found["PodTemplate"])["containers"]]
    assert sorted(image.partition("@")[0].removesuffix(":not-released") for image in images) == sorted(chosen.values())


def test_what_it_does_not_know_is_refused_in_the_namespace_of_the_shop() -> None:
    found = admission()
    policy, binding = found[POLICY], found[BINDING]["spec"]
    assert policy["spec"]["failurePolicy"] == "Fail"
    assert binding["validationActions"] == ["Deny"]
    assert binding["paramRef"]["parameterNotFoundAction"] == "Deny"
    assert binding["matchResources"] == {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": SHOP}}}
    names = {each["metadata"]["name"] for each in found.values()} | {binding["policyName"], binding["paramRef"]["name"]}
    assert len(names) == 1


def test_a_cluster_that_builds_its_images_has_no_such_policy() -> None:
    assert not [each for each in built("argocd/kind/00-infrastructure") if each["kind"] == POLICY]
