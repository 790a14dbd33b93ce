"""Production with a durable Broker: Kafka's or RabbitMQ's class takes what is built, and the relay feeds that Broker.

Neither runs in these tests. What they compare with is in docs/decisions/0079-durable-broker.md.
"""

import shutil
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eventing.subscribers import SUBSCRIBERS
from tests.support.manifests.builds import built, layer, pod_spec
from tests.support.manifests.schema import schema

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")

CLASSES = {"kafka": "Kafka", "rabbitmq": "RabbitMQBroker"}
ADDRESSES = {
    "kafka": "http://kafka-broker-ingress.knative-eventing.svc.cluster.local/cloudshop-prod/shop",
    "rabbitmq": "http://shop-broker-ingress.cloudshop-prod.svc.cluster.local",
}
# What the class reads of a Trigger's annotations, and what it takes there.
ANNOTATIONS: dict[str, Any] = {
    "kafka": {"kafka.eventing.knative.dev/delivery.order": {"enum": ["ordered", "unordered"]}},
    "rabbitmq": {
        "rabbitmq.eventing.knative.dev/parallelism": {"pattern": "^([1-9][0-9]{0,2}|1000)$"},
        "rabbitmq.eventing.knative.dev/cpu-request": {"pattern": "^[0-9]+m$"},
        "rabbitmq.eventing.knative.dev/memory-request": {"pattern": "^[0-9]+Mi$"},
        "rabbitmq.eventing.knative.dev/memory-limit": {"pattern": "^[0-9]+Mi$"},
    },
}
BROKERS = pytest.mark.parametrize("broker", CLASSES)


def backend(broker: str) -> list[Any]:
    return layer("argocd/production/20-backend", f"eventing/components/{broker}")


def of_kind(things: list[Any], kind: str) -> dict[str, Any]:
    return {each["metadata"]["name"]: each for each in things if each["kind"] == kind}


@BROKERS
class TestTheBackend:
    def test_has_a_broker_and_triggers_that_knative_takes(self, broker: str) -> None:
        things = backend(broker)
        for kind in ("Broker", "Trigger", "RabbitmqBrokerConfig"):
            for each in of_kind(things, kind).values():
                Draft202012Validator(schema(kind)).validate(each)
        (found,) = of_kind(things, "Broker").values()
        assert found["metadata"]["annotations"]["eventing.knative.dev/broker.class"] == CLASSES[broker]

    def test_has_settings_of_the_broker_that_are_there(self, broker: str) -> None:
        things = backend(broker)
        config = of_kind(things, "Broker")["shop"]["spec"]["config"]
        if broker == "rabbitmq":
            assert config["name"] in of_kind(things, config["kind"])
        else:
            # Knative's Broker for Kafka brings them.
            expected = {"apiVersion": "v1", "kind": "ConfigMap", "name": "kafka-broker-config"}
            assert config == {**expected, "namespace": "knative-eventing"}

    def test_brings_every_event_to_whom_it_is_owed(self, broker: str) -> None:
        """RabbitMQ's class reads `filter` alone: a Trigger with `filters` would get every event."""
        triggers = of_kind(backend(broker), "Trigger")
        brought: dict[str, set[str]] = {event_type: set() for event_type in SUBSCRIBERS}
        for each in triggers.values():
            brought[each["spec"]["filter"]["attributes"]["type"]].add(each["spec"]["subscriber"]["ref"]["name"])
        assert brought == {event_type: set(owed) for event_type, owed in SUBSCRIBERS.items()}

    def test_has_triggers_with_what_this_class_reads_and_nothing_of_another(self, broker: str) -> None:
        named = {"type": "object", "properties": ANNOTATIONS[broker], "required": [*ANNOTATIONS[broker]]}
        for each in of_kind(backend(broker), "Trigger").values():
            annotations = each["metadata"]["annotations"]
            of_brokers = {name: value for name, value in annotations.items() if "eventing.knative.dev/" in name}
            Draft202012Validator({**named, "additionalProperties": False}).validate(of_brokers)

    def test_has_a_relay_that_posts_to_this_broker_and_may(self, broker: str) -> None:
        things = backend(broker)
        relay = of_kind(things, "Service")["relay-outbox"]
        env = {each["name"]: each.get("value") for each in pod_spec(relay)["containers"][0]["env"]}
        assert env["BROKER_URL"] == ADDRESSES[broker]
        assert "RELAY_KEY" in env, "the patch replaced what it should add to"
        feeds = of_kind(things, "NetworkPolicy")[f"relay-feeds-{broker}"]["spec"]
        assert feeds["podSelector"] == {"matchLabels": {"serving.knative.dev/service": "relay-outbox"}}
        assert feeds["egress"][0]["ports"] == [{"port": 8080}]

    def test_is_otherwise_as_without(self, broker: str) -> None:
        plain = {(each["kind"], each["metadata"]["name"]): each for each in built("argocd/production/20-backend")}
        changed = {(each["kind"], each["metadata"]["name"]): each for each in backend(broker)}
        new = {kind for kind, _ in changed.keys() - plain.keys()}
        assert new <= {"NetworkPolicy", "RabbitmqBrokerConfig"}
        assert plain.keys() <= changed.keys()
        differing = {name for kind, name in plain if plain[kind, name] != changed[kind, name] and kind != "Trigger"}
        assert differing == {"shop", "relay-outbox"}


class TestRabbitmqBesideTheFunctions:
    """Its ingress and its dispatchers, two for each Trigger, are pods in the shop's namespace."""

    def test_has_pods_that_the_namespace_admits(self) -> None:
        things = layer("argocd/production/00-infrastructure", "eventing/components/rabbitmq/namespace")
        labels = of_kind(things, "Namespace")["cloudshop-prod"]["metadata"]["labels"]
        assert labels["pod-security.kubernetes.io/enforce"] == "baseline"
        assert labels["pod-security.kubernetes.io/warn"] == "restricted"

    def test_has_settings_that_argo_cd_may_apply(self) -> None:
        things = layer("argocd/production", "eventing/components/rabbitmq/project")
        project = of_kind(things, "AppProject")["backend"]
        allowed = {(each["group"], each["kind"]) for each in project["spec"]["namespaceResourceWhitelist"]}
        for each in backend("rabbitmq"):
            group, _, _ = each["apiVersion"].rpartition("/")
            assert (group, each["kind"]) in allowed

    def test_leaves_most_of_the_quota_to_functions(self) -> None:
        things = built("argocd/production/00-infrastructure")
        hard = of_kind(things, "ResourceQuota")["shop"]["spec"]["hard"]
        pods = 2 * len(of_kind(backend("rabbitmq"), "Trigger")) + 1
        assert pods < int(hard["pods"]) / 4
        # At 10m each, as the annotations say.
        assert pods * 0.010 < float(hard["requests.cpu"]) / 10

    def test_has_dispatchers_that_reach_rabbitmq_and_functions(self) -> None:
        policies = of_kind(backend("rabbitmq"), "NetworkPolicy")
        assert policies["rabbitmq-keeps-events"]["spec"]["egress"][0]["ports"] == [{"port": 5672}]
        of_functions = of_kind(built("argocd/production/00-infrastructure"), "NetworkPolicy")[
            "functions-call-functions"
        ]
        assert policies["rabbitmq-calls-functions"]["spec"]["egress"] == of_functions["spec"]["egress"]
