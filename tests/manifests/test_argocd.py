"""What Argo CD gets: every layer builds, is allowed what it holds and no more, and is judged by something."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from codegen.operations import ROOT
from tests.support.manifests.builds import OVERLAYS, built

pytestmark = [
    pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed"),
    pytest.mark.parametrize("environment", OVERLAYS),
]

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CLUSTER_WIDE = {"Namespace", "ClusterRole", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"}
# What Argo CD 3.2 judges by itself.
JUDGED = {"/Service", "apps/DaemonSet", "apps/Deployment", "apps/StatefulSet", "batch/CronJob", "batch/Job"}
JUDGED |= {"bitnami.com/SealedSecret", "monitoring.coreos.com/Alertmanager", "monitoring.coreos.com/Prometheus"}
# What is in order as soon as it is there.
WITHOUT_STATE = {"/ConfigMap", "/LimitRange", "/Namespace", "/PodTemplate", "/ResourceQuota", "/ServiceAccount"}
WITHOUT_STATE |= {
    f"monitoring.coreos.com/{kind}" for kind in ("AlertmanagerConfig", "PodMonitor", "PrometheusRule", "ServiceMonitor")
}
WITHOUT_STATE |= {f"rbac.authorization.k8s.io/{kind}" for kind in ("ClusterRole", "Role", "RoleBinding")}
WITHOUT_STATE |= {
    "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
    "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
    "networking.k8s.io/NetworkPolicy",
    "policy/PodDisruptionBudget",
    "traefik.io/IngressRoute",
    "traefik.io/Middleware",
}

# What the release before held and this one does not: Argo CD prunes only what the project allows.
PRUNED = {"sources.knative.dev/PingSource"}


def named(environment: str, kind: str) -> dict[str, Any]:
    return {each["metadata"]["name"]: each for each in built(f"argocd/{environment}") if each["kind"] == kind}


def layers(environment: str) -> dict[str, Any]:
    return named(environment, "Application")


def held(layer: Any) -> list[Any]:
    return built(layer["spec"]["source"]["path"])


def group_kind(thing: Any) -> str:
    group, _, _ = thing["apiVersion"].rpartition("/")
    return f"{group}/{thing['kind']}"


def allowed(project: Any, field: str) -> list[str]:
    return sorted(f"{each['group']}/{each['kind']}" for each in project["spec"][field])


def test_the_layers_are_numbered_by_their_waves(environment: str) -> None:
    found = layers(environment)
    assert [name.split("-")[0] for name in sorted(found)] == ["00", "10", "20", "30", "40"]
    for name, layer in found.items():
        assert int(layer["metadata"]["annotations"]["argocd.argoproj.io/sync-wave"]) == int(name.split("-")[0])
        assert layer["spec"]["source"]["path"] == f"argocd/{environment}/{name}"
        assert layer["spec"]["syncPolicy"]["automated"] == {"prune": True, "selfHeal": True}


def test_a_project_allows_what_its_layer_holds_and_no_more(environment: str) -> None:
    projects = named(environment, "AppProject")
    assert len(projects) == len(layers(environment))
    for layer in layers(environment).values():
        project, things = projects[layer["spec"]["project"]], held(layer)
        namespaced = {group_kind(each) for each in things if each["kind"] not in CLUSTER_WIDE}
        if layer["spec"]["project"] in ("database", "observability"):
            # Sealed for one cluster: none are in Git before there is one.
            namespaced.add("bitnami.com/SealedSecret")
        if layer["spec"]["project"] == "backend":
            namespaced |= PRUNED
        assert allowed(project, "namespaceResourceWhitelist") == sorted(namespaced)
        cluster_wide = {group_kind(each) for each in things if each["kind"] in CLUSTER_WIDE}
        assert allowed(project, "clusterResourceWhitelist") == sorted(cluster_wide)
        namespaces = {each["metadata"]["namespace"] for each in things if each["kind"] not in CLUSTER_WIDE}
        made = {each["metadata"]["name"] for each in things if each["kind"] == "Namespace"}
        destinations = {each["namespace"] for each in project["spec"]["destinations"]}
        assert destinations == namespaces | made
        assert layer["spec"]["destination"]["namespace"] in destinations


def test_the_repository_stands_in_one_place(environment: str) -> None:
    (repository,) = named(environment, "ConfigMap").values()
    url = repository["data"]["url"]
    root = {each["kind"]: each for each in built(f"argocd/{environment}/root")}
    for layer in [*layers(environment).values(), root["Application"]]:
        assert layer["spec"]["source"]["repoURL"] == url
    for project in [*named(environment, "AppProject").values(), root["AppProject"]]:
        assert project["spec"]["sourceRepos"] == [url]
    assert root["Application"]["spec"]["source"]["targetRevision"] == repository["data"]["revision"]
    written = {str(path.relative_to(ROOT)) for path in ROOT.glob("argocd/**/*.yaml") if url in path.read_text()}
    here = f"argocd/{environment}/repository/repository.yaml"
    assert here in written <= {here, "argocd/staging/repository/repository.yaml"}


def test_the_layers_follow_the_commit_of_the_root(environment: str, tmp_path: Path) -> None:
    root = next(each for each in built(f"argocd/{environment}/root") if each["kind"] == "Application")
    (annotation,) = root["spec"]["source"]["kustomize"]["commonAnnotations"]
    # As Argo CD does before it builds the folder.
    shutil.copytree(ROOT / "argocd", tmp_path / "argocd")
    folder = tmp_path / root["spec"]["source"]["path"]
    with (folder / "kustomization.yaml").open("a") as kustomization:
        kustomization.write(f"commonAnnotations: {json.dumps({annotation: COMMIT})}\n")
    found = [each for each in built(str(folder)) if each["kind"] == "Application"]
    assert {each["spec"]["source"]["targetRevision"] for each in found} == {COMMIT}


def test_whatever_is_held_is_judged(environment: str) -> None:
    settings = next(each for each in built("argocd/install") if each["metadata"]["name"] == "argocd-cm")["data"]
    own = {
        key.removeprefix("resource.customizations.health.").replace("_", "/")
        for key in settings
        if key.startswith("resource.customizations.health.")
    }
    own = {key if "/" in key else f"/{key}" for key in own}
    kinds = {group_kind(each) for layer in layers(environment).values() for each in held(layer)}
    assert kinds - JUDGED - WITHOUT_STATE <= own
    assert own - {"argoproj.io/Application"} <= kinds, "a check for a kind that no manifest uses"


def test_every_image_of_ours_is_chosen_in_one_place(environment: str) -> None:
    chosen = (ROOT / f"argocd/{environment}/images/kustomization.yaml").read_text()
    names = set(re.findall(r"name: (cloudshop-[\w-]+)", chosen))
    text = json.dumps([each for layer in layers(environment).values() for each in held(layer)])
    assert not re.findall(r'"image": "(cloudshop-[^"]+)"', text), "an image without an entry"
    used = set(re.findall(r'"image": "(?:dev.local|ghcr.io)/(cloudshop[-/][\w-]+)', text))
    assert {name.replace("/", "-") for name in used} == names


def test_production_runs_digests(environment: str) -> None:
    if environment == "production":
        for layer in layers(environment).values():
            for image in re.findall(r'"image": "(ghcr.io/cloudshop/[^"]+)"', json.dumps(held(layer))):
                assert image.endswith(":not-released") or re.search(r"@sha256:[0-9a-f]{64}$", image)


def test_what_holds_data_is_never_pruned(environment: str) -> None:
    holders = [
        each
        for layer in layers(environment).values()
        for each in held(layer)
        if each["kind"] in {"Namespace", "PersistentVolumeClaim", "StatefulSet"}
    ]
    assert len(holders) >= 4
    for each in holders:
        options = each["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-options", "")
        assert "Prune=false" in options, each["metadata"]["name"]


def test_a_job_that_changed_is_made_anew(environment: str) -> None:
    jobs = [each for layer in layers(environment).values() for each in held(layer) if each["kind"] == "Job"]
    for job in jobs:
        assert job["metadata"]["annotations"]["argocd.argoproj.io/sync-options"] == "Force=true,Replace=true"


def test_functions_stand_before_what_calls_them(environment: str) -> None:
    waves: dict[str, set[int]] = {}
    for each in held(layers(environment)["20-backend"]):
        annotations = each["metadata"].get("annotations", {})
        waves.setdefault(each["kind"], set()).add(int(annotations.get("argocd.argoproj.io/sync-wave", 0)))
    assert waves["Service"] == {0}
    assert max(waves["Service"]) < min(waves["Broker"])
    assert max(waves["Broker"]) < min(waves["Trigger"])
    assert max(waves["Trigger"]) < min(waves["CronJob"])
