"""`make admin WHERE=cluster` runs the pod that Git describes, with nothing changed but the address."""

import shutil

import pytest

from ops.administrator import PROVISIONING
from tests.support.manifests.builds import built


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
def test_the_job_is_the_pod_template_with_the_address() -> None:
    (made,) = [each for each in built("knative/platform/administrator") if each["kind"] == "PodTemplate"]
    pod = PROVISIONING.job("administrator-1", made["template"], {"EMAIL": "ada@example.org"})["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    assert [each for each in container["env"] if each["name"] == "EMAIL"] == [
        {"name": "EMAIL", "value": "ada@example.org"}
    ]
    (template,) = made["template"]["spec"]["containers"]
    assert {**container, "env": []} == {**template, "env": []}
    assert {each["name"] for each in container["env"]} == {each["name"] for each in template["env"]}
    assert pod["metadata"] == made["template"]["metadata"]
