"""The policy of released images, for a namespace of a test."""

from typing import Any

import yaml

from tests.support.manifests.builds import built

DIGEST = f"sha256:{'0' * 64}"
POLICY, BINDING = "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"


def admission() -> dict[str, Any]:
    """The policy's objects by their kinds, as Git has them before an environment names its images."""
    return {each["kind"]: each for each in built("argocd/admission")}


def policy_of(namespace: str, repository: str) -> str:
    """The manifests by which the namespace admits images of this repository, each of which has been released."""
    objects: dict[str, Any] = {
        each["kind"]: each for each in yaml.safe_load_all(yaml.safe_dump_all(admission().values()))
    }
    for each in objects.values():
        each["metadata"]["name"] = namespace
    released, binding = objects["PodTemplate"], objects[BINDING]["spec"]
    released["metadata"]["namespace"] = namespace
    for container in released["template"]["spec"]["containers"]:
        container["image"] = f"{repository}@{DIGEST}"
    binding["policyName"] = namespace
    binding["matchResources"]["namespaceSelector"]["matchLabels"] = {"kubernetes.io/metadata.name": namespace}
    binding["paramRef"] |= {"name": namespace, "namespace": namespace}
    return yaml.safe_dump_all(objects.values())
