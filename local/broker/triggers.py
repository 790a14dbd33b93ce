"""Reads the Broker and its Triggers from their manifests under eventing/."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from local.errors import InvalidManifest
from local.host.manifests import Sink, Spec, duration, manifest, only, patched, sink
from local.host.operations import ROOT


@dataclass(frozen=True, slots=True)
class Delivery:
    """The retries and timeout of a delivery, and the sink for events that could not be delivered."""

    retries: int
    backoff: str
    backoff_delay: timedelta
    timeout: timedelta
    dead_letters: Sink | None

    def wait_before(self, retry: int) -> timedelta:
        """The delay before a retry, counted from 0 (eventing's RetryConfigFromDeliverySpec)."""
        return self.backoff_delay * (2**retry if self.backoff == "exponential" else retry)


@dataclass(frozen=True, slots=True)
class Trigger:
    name: str
    attributes: tuple[tuple[str, str], ...]
    subscriber: Sink
    delivery: Delivery

    def matches(self, attributes: dict[str, str]) -> bool:
        """Whether the event has all of the filter's attributes."""
        return all(attributes.get(name) == value for name, value in self.attributes)


@dataclass(frozen=True, slots=True)
class BrokerManifest:
    name: str
    dead_letters: Sink | None


def broker(root: Path = ROOT) -> BrokerManifest:
    """The shop's Broker, with the dead-letter sink for Triggers that name none."""
    path = root / "eventing" / "broker.yaml"
    found = manifest(path, "Broker")
    spec = found["spec"].get("delivery", {}).get("deadLetterSink")
    return BrokerManifest(found["metadata"]["name"], sink(path, spec) if spec else None)


def triggers(root: Path = ROOT) -> list[Trigger]:
    """Every Trigger of the shop's Broker; raises InvalidManifest."""
    owner = broker(root)
    every = manifest(root / "eventing" / "delivery.yaml", "Trigger")
    return [_trigger(path, every, owner) for path in sorted((root / "eventing" / "triggers").glob("*.yaml"))]


def _trigger(path: Path, every: Spec, owner: BrokerManifest) -> Trigger:
    """The Trigger of a file, with the settings of all Triggers from eventing/delivery.yaml."""
    found = manifest(path, "Trigger")
    spec = only(path, patched(found["spec"], every["spec"]), {"broker", "filter", "subscriber", "delivery"})
    if spec["broker"] != owner.name:
        raise InvalidManifest(f"{path}: the Broker's name is {owner.name}, not {spec['broker']}")
    attributes = only(path, spec["filter"], {"attributes"})["attributes"]
    return Trigger(
        name=found["metadata"]["name"],
        attributes=tuple((name, str(value)) for name, value in attributes.items()),
        subscriber=sink(path, spec["subscriber"]),
        delivery=_delivery(path, spec["delivery"], owner.dead_letters),
    )


def _delivery(path: Path, spec: Spec, fallback: Sink | None) -> Delivery:
    only(path, spec, {"retry", "backoffPolicy", "backoffDelay", "timeout"}, frozenset({"deadLetterSink"}))
    if spec["backoffPolicy"] not in {"exponential", "linear"}:
        raise InvalidManifest(f"{path}: backoffPolicy must be exponential or linear, not {spec['backoffPolicy']}")
    return Delivery(
        retries=int(spec["retry"]),
        backoff=spec["backoffPolicy"],
        backoff_delay=duration(path, spec["backoffDelay"]),
        timeout=duration(path, spec["timeout"]),
        dead_letters=sink(path, spec["deadLetterSink"]) if "deadLetterSink" in spec else fallback,
    )
