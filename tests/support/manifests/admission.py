"""The policy of released images, for a namespace of a test."""

import copy
import re
from typing import Any

import yaml

from tests.support.manifests.builds import built

DIGEST = f"sha256:{'0' * 64}"
POLICY, BINDING = "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"


def admission(environment: str) -> dict[str, Any]:
    """The policy and its binding, by their kinds."""
    layer = built(f"argocd/{environment}/00-infrastructure")
    return {each["kind"]: each for each in layer if each["kind"] in (POLICY, BINDING)}


def released(policy: Any) -> list[str]:
    """The images that the policy knows."""
    (found,) = (each for each in policy["spec"]["variables"] if each["name"] == "released")
    return re.findall(r"'([^']+)'", found["expression"])


def policy_of(namespace: str, repository: str) -> str:
    """The manifests by which the namespace admits images of this repository, one of which has been released."""
    policy, binding = (copy.deepcopy(admission("production")[kind]) for kind in (POLICY, BINDING))
    for each in (policy, binding):
        each["metadata"]["name"] = namespace
    (images,) = (each for each in policy["spec"]["variables"] if each["name"] == "released")
    images["expression"] = f"['{repository}@{DIGEST}', '{repository}-of-none:not-released']"
    binding["spec"]["policyName"] = namespace
    binding["spec"]["matchResources"]["namespaceSelector"]["matchLabels"] = {"kubernetes.io/metadata.name": namespace}
    return yaml.safe_dump_all([policy, binding])
