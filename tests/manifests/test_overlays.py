"""What the cluster gets: every overlay builds, is complete and locked down."""

import shutil
from collections.abc import Collection
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from codegen.operations import ROOT, Module, operation_modules
from gateway.settings import LIMITS, policies
from ops.scaling.manifests import function_names, names_of_test_functions
from tests.support.manifests.builds import OVERLAYS, built, functions, pod_spec
from tests.support.manifests.schema import schema

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
FOLDERS = [
    "db/manifests",
    "eventing",
    "frontend/manifests",
    "knative/overlays/kind/demo",
    "observability/exporter/manifests",
    "rollouts/manifests",
]


FOLDERS += [f"{layer}/overlays/{name}" for layer in ("knative", "observability") for name in OVERLAYS]


FOLDERS += [str(path.parent.relative_to(ROOT)) for path in ROOT.glob("knative/platform/*/kustomization.yaml")]


TALK_TO_KUBERNETES = ("knative/platform/traefik", "knative/platform/traefik-acme", "rollouts/manifests")
WORKLOADS = {"DaemonSet", "Deployment", "StatefulSet", "Job", "CronJob", "PodTemplate", "Service"}


def dependencies(module: Module) -> Collection[str]:
    return () if module.kind == "internal" else module.operation().dependencies


def variables(function: dict[str, Any]) -> dict[str, Any]:
    return {variable["name"]: variable.get("value") for variable in pod_spec(function)["containers"][0]["env"]}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_container_is_locked_down_and_bounded(folder: str) -> None:
    workloads = [each for each in built(folder) if each["kind"] in WORKLOADS and "template" in str(each)]
    for workload in workloads:
        pod = pod_spec(workload)
        assert pod.get("automountServiceAccountToken", True) is (folder in TALK_TO_KUBERNETES)
        assert pod["serviceAccountName"]
        for container in pod["containers"]:
            context, resources = container["securityContext"], container["resources"]
            assert context["allowPrivilegeEscalation"] is False
            assert context["readOnlyRootFilesystem"] is True
            assert context["capabilities"] == {"drop": ["ALL"]}
            assert {"cpu", "memory"} <= resources["requests"].keys()
            assert "memory" in resources["limits"]
            assert "cpu" not in resources["limits"], "a CPU limit stretches every start"
            assert container["imagePullPolicy"] == "IfNotPresent"


@pytest.mark.parametrize("overlay", OVERLAYS)
class TestFunctions:
    def test_are_what_knative_takes(self, overlay: str) -> None:
        validator = Draft202012Validator(schema("Service"))
        for function in functions(overlay).values():
            validator.validate(function)

    def test_are_all_there_and_only_the_gateway_is_public(self, overlay: str) -> None:
        found = functions(overlay)
        assert sorted(found) == function_names(overlay)
        private = "networking.knative.dev/visibility"
        assert {name for name, each in found.items() if private not in each["metadata"]["labels"]} == {"gateway"}

    def test_of_the_gateway_are_found_by_others_that_understand_them(self, overlay: str) -> None:
        labels = functions(overlay)["gateway"]["spec"]["template"]["metadata"]["labels"]
        found = {
            each["metadata"]["name"]: each for each in built("knative/platform/namespace") if each["kind"] == "Service"
        }
        (form,) = found["gateway-peers"]["spec"]["selector"].keys() - {"serving.knative.dev/service"}
        assert labels[form] == found["gateway-peers"]["spec"]["selector"][form]

    def test_start_without_waiting_for_volumes_or_the_kubelet(self, overlay: str) -> None:
        for name, each in functions(overlay).items():
            pod = pod_spec(each)
            assert "volumes" not in pod, name
            assert "startupProbe" not in pod["containers"][0]
            assert "tcpSocket" in pod["containers"][0]["readinessProbe"]

    def test_have_the_keys_of_links_if_they_do_not_start_without_them_and_only_then(self, overlay: str) -> None:
        need = {name for name, each in operation_modules().items() if "link_keys" in dependencies(each)}
        have = {name for name, each in functions(overlay).items() if "LINK_KEYS" in variables(each)}
        assert "send-mail" in need
        assert have == need

    def test_ask_the_payment_provider_of_their_overlay_if_they_ask_one(self, overlay: str) -> None:
        ask = {name for name, each in operation_modules().items() if {"provider", "scheme"} & set(dependencies(each))}
        chosen = {name: variables(functions(overlay)[name]).get("PAYMENT_PROVIDER", "simulator") for name in ask}
        assert {"open-payment", "receive-payment-webhook"} <= ask
        # That of production is the operator's setting (argocd/shop-settings/payments).
        assert set(chosen.values()) == {"unset" if overlay == "production" else "simulator"}, chosen

    def test_that_are_not_there_are_hidden_by_the_gateway(self, overlay: str) -> None:
        hidden = variables(functions(overlay)["gateway"]).get("GATEWAY_HIDDEN_OPERATIONS", "").split()
        assert {*hidden} == {*function_names("kind")} - {*function_names(overlay)}

    def test_of_the_gateway_limit_all_that_it_limits_unless_set_otherwise(self, overlay: str) -> None:
        chosen = variables(functions(overlay)["gateway"]).get("GATEWAY_LIMITS", LIMITS)
        assert policies(chosen).keys() == policies(LIMITS).keys()

    def test_know_the_database_only_as_their_contexts_role(self, overlay: str) -> None:
        for name, each in functions(overlay).items():
            labels = each["metadata"]["labels"]
            needs = labels["cloudshop.dev/database"] != "none"
            env = {variable["name"]: variable for variable in pod_spec(each)["containers"][0]["env"]}
            assert ("DATABASE_URL" in env) == needs, name
            reach = each["spec"]["template"]["metadata"]["labels"].get("cloudshop.dev/database-access")
            assert reach == ("pooled" if needs else None), name
            if needs:
                context = env["DATABASE_URL"]["valueFrom"]["secretKeyRef"]["name"].removeprefix("database-")
                own = "card-simulator" if name in names_of_test_functions() else labels["cloudshop.dev/context"]
                assert context == own

    def test_all_push_what_they_count(self, overlay: str) -> None:
        (service,) = [o for o in built("observability/exporter/manifests") if o["kind"] == "Service"]
        pushed_to = f"http://{service['metadata']['name']}:{service['spec']['ports'][0]['port']}/metrics"
        for name, each in functions(overlay).items():
            env = variables(each)
            assert env["METRICS_URL"] == pushed_to, name

    def test_drain_longer_than_queue_proxy_needs(self, overlay: str) -> None:
        short = {name for name, each in functions(overlay).items() if pod_spec(each)["timeoutSeconds"] <= 30}
        assert short == {"sweep"}, "it is called by the clock, and no client waits"


def test_what_is_only_for_tests_is_absent_from_production_with_its_account_and_its_database_role() -> None:
    layers = sorted(path.parent for path in ROOT.glob("argocd/production/[0-9]*/kustomization.yaml"))
    objects = [each for layer in layers for each in built(str(layer.relative_to(ROOT)))]
    simulated = {"simulate-cards", "show-card-page", "pay-by-test-card"}
    assert {*names_of_test_functions()} == simulated
    names = {each["metadata"]["name"] for each in objects}
    assert "authorize-payment" in names
    assert names & {*simulated, "mailbox", "seed"} == set()
    told = [variable for each in objects if each["kind"] != "ConfigMap" for variable in str(each).split("'")]
    assert [each for each in told if each in ("database-card-simulator", "demo-logins")] == []
    (job,) = (each for each in objects if each["kind"] == "Job")
    assert "card_simulator" not in str(job)
