"""What the API server admits where released images run; tests/cluster/gitops/test_admission.py tries that it does."""

import shutil

import pytest

from codegen.operations import ROOT
from ops.cluster import promotion
from ops.shell import SHOP
from tests.support.manifests.admission import BINDING, POLICY, admission, released

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")


@pytest.mark.parametrize("environment", promotion.ENVIRONMENTS)
def test_the_policy_knows_every_image_of_the_environment(environment: str) -> None:
    chosen = promotion.names((ROOT / promotion.path(environment)).read_text())
    known = released(admission(environment)[POLICY])
    assert [image.partition("@")[0].removesuffix(":not-released") for image in known] == [*chosen.values()]


def test_what_it_does_not_know_is_refused_in_the_namespace_of_the_shop() -> None:
    found = admission("production")
    policy, binding = found[POLICY], found[BINDING]["spec"]
    assert policy["spec"]["failurePolicy"] == "Fail"
    assert binding["policyName"] == policy["metadata"]["name"]
    assert binding["validationActions"] == ["Deny"]
    assert binding["matchResources"] == {"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": SHOP}}}


def test_a_cluster_that_builds_its_images_has_no_such_policy() -> None:
    assert admission("kind") == {}
