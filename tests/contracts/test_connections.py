"""A pod of the shop may connect only to what its function's manifest names, as policies select it by its labels."""

import shutil
from functools import cache
from typing import Any

import pytest

from codegen import network_policies
from codegen.operations import operation_modules
from codegen.readme_table import emitted
from tests.support.manifests.builds import OVERLAYS, built, functions, pod_spec

pytestmark = [
    pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed"),
    pytest.mark.parametrize("overlay", OVERLAYS),
]
# What has policies of the shop's namespace; whole layers would take as long as all other tests of manifests.
FOLDERS = (
    "knative/platform/namespace",
    "knative/platform/administrator",
    "knative/platform/reconciliation/base",
    "eventing",
    "frontend/manifests",
    "observability/exporter/manifests",
    "rollouts/manifests",
)
FOLDERS_OF = {"kind": ("knative/overlays/kind/demo", "db/manifests/object-store"), "production": ()}
SERVICE = "serving.knative.dev/service"
# Names, metrics and spans, and nothing else.
EVERY_FUNCTION = {"default-deny", "names-may-be-asked", "functions-push-metrics", "functions-send-spans"}
# What lets some functions connect to more in both overlays.
MORE = {
    "relay-outbox": {"relay-feeds-the-broker"},
    "gateway": {"gateways-count-for-each-other"},
    "send-mail": {"send-mail-reaches-mail-server"},
}
STORES_PICTURES = ("read-picture", "upload-picture", "update-picture-files")
# With any of these a function calls another.
CALLS_WITH = {"TRIGGER_KEY", "GATEWAY_KEY", "WAKES"}


@cache
def more_of(overlay: str) -> dict[str, set[str]]:
    """What lets some functions connect to more in this overlay only."""
    if overlay == "kind":
        return {name: {"pictures-use-the-object-store"} for name in STORES_PICTURES}
    modules = {name: module for name, module in operation_modules().items() if module.kind != "internal"}
    asking = [name for name, module in modules.items() if "provider" in module.operation().dependencies]
    assert len(asking) == 7
    return {"send-webhooks": {"webhooks-reach-endpoints"}, **{name: {"payments-call-stripe"} for name in asking}}


@cache
def policies(overlay: str) -> list[Any]:
    folders = (*FOLDERS, *FOLDERS_OF[overlay], f"knative/overlays/{overlay}")
    return [each for folder in folders for each in built(folder) if each["kind"] == "NetworkPolicy"]


def selects(selector: Any, labels: dict[str, str]) -> bool:
    """Whether a pod has all the labels; with an operator that the shop does not use, nothing is known of it."""
    for each in selector.get("matchExpressions", ()):
        assert each["operator"] in {"Exists", "In"}
        if each["key"] not in labels or (each["operator"] == "In" and labels[each["key"]] not in each["values"]):
            return False
    return bool(selector.get("matchLabels", {}).items() <= labels.items())


def opened(overlay: str, name: str, function: Any) -> set[str]:
    """The policies that say where the function's pods may connect to."""
    labels = {SERVICE: name, "serving.knative.dev/revision": f"{name}-1"}
    labels |= function["spec"]["template"]["metadata"].get("labels", {})
    found = [each for each in policies(overlay) if "Egress" in each["spec"]["policyTypes"]]
    return {each["metadata"]["name"] for each in found if selects(each["spec"]["podSelector"], labels)}


def variables(function: Any) -> set[str]:
    return {each["name"] for each in pod_spec(function)["containers"][0]["env"]}


def test_a_function_may_connect_to_what_it_needs_and_to_nothing_else(overlay: str) -> None:
    callers = network_policies.callers()
    for name, each in functions(overlay).items():
        expected = EVERY_FUNCTION | MORE.get(name, set()) | more_of(overlay).get(name, set())
        if each["metadata"]["labels"]["cloudshop.dev/database"] != "none":
            expected |= {"functions-use-the-database"}
        if name in callers:
            expected |= {"functions-call-functions"}
        assert opened(overlay, name, each) == expected, name


def test_who_calls_others_are_those_who_can_sign_or_wake_and_no_function_that_only_reads(overlay: str) -> None:
    found = functions(overlay)
    callers = {name for name, each in found.items() if "functions-call-functions" in opened(overlay, name, each)}
    labels = {name: each["metadata"]["labels"] for name, each in found.items()}
    assert {name for name, each in found.items() if CALLS_WITH & variables(each)} <= callers
    assert {labels[name]["cloudshop.dev/database"] for name in callers - {"gateway"}} == {"read-write"}
    announcing = {name for name, module in operation_modules().items() if name in found and emitted(module)}
    writing = {name for name in announcing if labels[name]["cloudshop.dev/database"] == "read-write"}
    assert len(writing) > 50
    assert writing <= callers


def test_only_pods_with_a_policy_for_it_reach_other_functions(overlay: str) -> None:
    """Functions that call, Jobs and schedules that do, the web shop's server and the controller of rollouts."""
    reaching = {
        each["metadata"]["name"]
        for each in policies(overlay)
        for rule in each["spec"].get("egress", ())
        if {"port": 8081} in rule.get("ports", ())
    }
    of_kind = {"seed-calls-the-relay"} if overlay == "kind" else set()
    assert reaching == of_kind | {
        "administrator-triggers-the-relay",
        "functions-call-functions",
        "reconciliation-asks-the-card-simulator",
        "rollouts",
        "schedules-call-functions",
        "web-shop",
    }


def test_a_function_takes_requests_from_knative_alone(overlay: str) -> None:
    """Of its queue-proxy; the port behind it is closed to all."""
    function = {SERVICE: "place-order", "serving.knative.dev/revision": "place-order-1"}
    open_ports = {
        (each["metadata"]["name"], port["port"])
        for each in policies(overlay)
        if "Ingress" in each["spec"]["policyTypes"] and selects(each["spec"]["podSelector"], function)
        for rule in each["spec"].get("ingress", ())
        for port in rule["ports"]
    }
    asked = {("knative-calls-functions", port) for port in (8012, 8013, 9090)}
    assert open_ports == asked | {("prometheus-watches-functions", 9091)}
