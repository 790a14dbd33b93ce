"""The web shop in the cluster: one copy in each zone, one always left, reached by Traefik alone, and beside the API."""

import re
import shutil
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT
from local.host.gateway import API
from ops.cluster.images import IMAGES
from tests.support.manifests.builds import OVERLAYS, built, pod_spec

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")


def web_shop(kind: str) -> Any:
    (found,) = (each for each in built("frontend/manifests") if each["kind"] == kind)
    return found


def test_a_copy_is_always_left() -> None:
    deployment = web_shop("Deployment")
    assert web_shop("PodDisruptionBudget")["spec"]["minAvailable"] < deployment["spec"]["replicas"]
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    (spread,) = pod_spec(deployment)["topologySpreadConstraints"]
    assert spread["topologyKey"] == "topology.kubernetes.io/zone"


def test_everything_means_the_same_pods() -> None:
    template = web_shop("Deployment")["spec"]["template"]
    labels = template["metadata"]["labels"]
    assert web_shop("Service")["spec"]["selector"] == labels
    for selector in (
        web_shop("Deployment")["spec"]["selector"],
        web_shop("PodDisruptionBudget")["spec"]["selector"],
        web_shop("NetworkPolicy")["spec"]["podSelector"],
        template["spec"]["topologySpreadConstraints"][0]["labelSelector"],
    ):
        assert selector["matchLabels"] == labels


def test_its_container_is_asked_whether_it_serves() -> None:
    (container,) = pod_spec(web_shop("Deployment"))["containers"]
    assert container["image"] in IMAGES
    for probe in ("readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"] == {"path": "/healthz", "port": "http"}


def test_only_traefik_reaches_it_and_it_reaches_only_traefik() -> None:
    policy = web_shop("NetworkPolicy")["spec"]
    (rule,), (way_out,) = policy["ingress"], policy["egress"]
    for (peer,) in (rule["from"], way_out["to"]):
        assert peer["namespaceSelector"]["matchLabels"] == {"kubernetes.io/metadata.name": "traefik"}


def test_the_entry_parts_the_paths_as_the_local_run_does() -> None:
    routes = {each["metadata"]["name"]: each["spec"]["routes"][0] for each in built("knative/platform/ingress")}
    assert tuple(re.findall(r"Path(?:Prefix)?\(`(.*?)`\)", routes["gateway"]["match"])) == API
    assert routes["web-shop"]["match"] == "PathPrefix(`/`)"
    assert routes["web-shop"]["priority"] < routes["gateway"]["priority"] < routes["catalog"]["priority"]
    (service,) = routes["web-shop"]["services"]
    assert service == {"name": web_shop("Service")["metadata"]["name"], "port": "http"}


@pytest.mark.parametrize("environment", OVERLAYS)
def test_argo_cd_knows_every_image_that_is_built(environment: str) -> None:
    listed = yaml.safe_load((ROOT / "argocd" / environment / "images" / "kustomization.yaml").read_text())
    assert {image["name"] for image in listed["images"]} == set(IMAGES)
