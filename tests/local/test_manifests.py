"""The local run reads the manifests that a cluster gets, and refuses those that it could not follow."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from local.broker.scheduled_calls import scheduled_calls
from local.broker.triggers import Delivery, broker, triggers
from local.errors import InvalidManifest
from local.host.manifests import Sink
from local.host.operations import ROOT
from tests.support.manifests.builds import built

BROKER = "{kind: Broker, metadata: {name: shop}, spec: {}}"
TRIGGER = (ROOT / "eventing/triggers/reserve-stock-on-order-placed.yaml").read_text()
DELIVERY = (ROOT / "eventing/delivery.yaml").read_text()


def written(folder: Path, trigger: str, delivery: str = DELIVERY) -> Path:
    (folder / "eventing" / "triggers").mkdir(parents=True)
    (folder / "eventing" / "broker.yaml").write_text(BROKER)
    (folder / "eventing" / "delivery.yaml").write_text(delivery)
    (folder / "eventing" / "triggers" / "one.yaml").write_text(trigger)
    return folder


class TestTriggers:
    def test_reads_filter_subscriber_and_delivery(self, tmp_path: Path) -> None:
        (found,) = triggers(written(tmp_path, TRIGGER))
        assert found.attributes == (("type", "shop.order.placed.v1"),)
        assert found.subscriber == Sink("reserve-stock")
        assert found.delivery.dead_letters == Sink("store-dead-letter", "/?consumer=reserve-stock")
        assert (found.delivery.retries, found.delivery.timeout) == (3, timedelta(minutes=1))

    @pytest.mark.parametrize(
        ("this", "by_that"),
        [
            ("broker: shop", "broker: other"),
            ("attributes:", "prefix:"),
            ("filter: {attributes: {type: shop.order.placed.v1}}", "filters: [{exact: {type: shop.order.placed.v1}}]"),
            ("kind: Service, name: reserve-stock", "kind: Deployment, name: reserve-stock"),
            ("backoffPolicy: exponential", "backoffPolicy: random"),
            ("backoffDelay: PT0.5S", "backoffDelay: 500ms"),
            ("    timeout: PT60S\n", ""),
            ("retry: 3", "retry: 3\n    retryAfterMax: PT5S"),
            ("kind: Trigger", "kind: Subscription"),
        ],
    )
    def test_refuses_what_it_cannot_follow(self, tmp_path: Path, this: str, by_that: str) -> None:
        assert this in TRIGGER + DELIVERY
        with pytest.raises(InvalidManifest):
            triggers(written(tmp_path, TRIGGER.replace(this, by_that), DELIVERY.replace(this, by_that)))

    def test_takes_the_brokers_sink_where_a_trigger_has_none(self, tmp_path: Path) -> None:
        delivery = DELIVERY[: DELIVERY.index("    deadLetterSink")]
        folder = written(tmp_path, TRIGGER[: TRIGGER.index("  delivery")], delivery)
        (folder / "eventing" / "broker.yaml").write_text((ROOT / "eventing" / "broker.yaml").read_text())
        assert triggers(folder)[0].delivery.dead_letters == Sink("store-dead-letter")

    @pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
    def test_a_trigger_is_read_as_kustomize_builds_it_for_a_cluster(self, tmp_path: Path) -> None:
        folder = written(tmp_path, TRIGGER, "{kind: Trigger, spec: {}}")
        (folder / "eventing" / "triggers" / "one.yaml").unlink()
        for each in built("eventing"):
            if each["kind"] == "Trigger":
                path = folder / "eventing" / "triggers" / f"{each['metadata']['name']}.yaml"
                path.write_text(yaml.safe_dump(each))
        assert triggers(folder) == triggers()

    def test_every_trigger_of_the_shop_can_be_followed(self) -> None:
        assert len(triggers()) >= 20
        assert broker().name == "shop"


class TestBackoff:
    def test_doubles_or_grows_as_eventing_counts(self) -> None:
        second = timedelta(seconds=1)
        exponential = Delivery(3, "exponential", second, second, None)
        linear = Delivery(3, "linear", second, second, None)
        assert [exponential.wait_before(retry) / second for retry in range(3)] == [1, 2, 4]
        assert [linear.wait_before(retry) / second for retry in range(3)] == [0, 1, 2]


class TestScheduledCalls:
    def test_are_of_the_sweep_and_the_purge(self) -> None:
        assert [call.sink for call in scheduled_calls()] == [Sink("purge-expired-data"), Sink("sweep")]

    @pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
    def test_have_the_name_of_the_operation_that_their_pods_call(self) -> None:
        for each in built("eventing"):
            if each["kind"] == "CronJob":
                (container,) = each["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
                assert container["args"] == ["functions.messaging.recovery.scheduled_call", each["metadata"]["name"]]
