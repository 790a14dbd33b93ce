"""The Broker and its Triggers, as their manifests under eventing/ declare them."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from local.errors import ManifestWrong
from local.host.manifests import Sink, Spec, duration, manifest, only, patched, sink
from local.host.operations import ROOT


@dataclass(frozen=True, slots=True)
class Delivery:
    """How often, when and for how long a delivery is tried, and where the event goes when that did not help."""

    retries: int
    backoff: str
    backoff_delay: timedelta
    timeout: timedelta
    dead_letters: Sink | None

    def wait_before(self, retry: int) -> timedelta:
        """How long to wait before the retry; the first is 0 (eventing's RetryConfigFromDeliverySpec)."""
        return self.backoff_delay * (2**retry if self.backoff == "exponential" else retry)


@dataclass(frozen=True, slots=True)
class Trigger:
    name: str
    attributes: tuple[tuple[str, str], ...]
    subscriber: Sink
    delivery: Delivery

    def wants(self, attributes: dict[str, str]) -> bool:
        """Whether all of the filter's attributes are the event's."""
        return all(attributes.get(name) == value for name, value in self.attributes)


@dataclass(frozen=True, slots=True)
class BrokerManifest:
    name: str
    dead_letters: Sink | None


def broker(root: Path = ROOT) -> BrokerManifest:
    """The one Broker of the shop, and where events go whose Trigger names no sink of its own."""
    path = root / "eventing" / "broker.yaml"
    found = manifest(path, "Broker")
    spec = found["spec"].get("delivery", {}).get("deadLetterSink")
    return BrokerManifest(found["metadata"]["name"], sink(path, spec) if spec else None)


def triggers(root: Path = ROOT) -> list[Trigger]:
    """Every Trigger of the shop's Broker; raises ManifestWrong."""
    owner = broker(root)
    every = manifest(root / "eventing" / "delivery.yaml", "Trigger")
    return [_trigger(path, every, owner) for path in sorted((root / "eventing" / "triggers").glob("*.yaml"))]


def _trigger(path: Path, every: Spec, owner: BrokerManifest) -> Trigger:
    """The Trigger of a file, with what eventing/delivery.yaml says of every one."""
    found = manifest(path, "Trigger")
    spec = only(path, patched(found["spec"], every["spec"]), {"broker", "filters", "subscriber", "delivery"})
    if spec["broker"] != owner.name:
        raise ManifestWrong(f"{path}: the Broker is called {owner.name}, not {spec['broker']}")
    exact = [only(path, filtered, {"exact"})["exact"] for filtered in spec["filters"]]
    return Trigger(
        name=found["metadata"]["name"],
        attributes=tuple((name, str(value)) for wanted in exact for name, value in wanted.items()),
        subscriber=sink(path, spec["subscriber"]),
        delivery=_delivery(path, spec["delivery"], owner.dead_letters),
    )


def _delivery(path: Path, spec: Spec, fallback: Sink | None) -> Delivery:
    only(path, spec, {"retry", "backoffPolicy", "backoffDelay", "timeout"}, frozenset({"deadLetterSink"}))
    if spec["backoffPolicy"] not in {"exponential", "linear"}:
        raise ManifestWrong(f"{path}: backoffPolicy is exponential or linear, not {spec['backoffPolicy']}")
    return Delivery(
        retries=int(spec["retry"]),
        backoff=spec["backoffPolicy"],
        backoff_delay=duration(path, spec["backoffDelay"]),
        timeout=duration(path, spec["timeout"]),
        dead_letters=sink(path, spec["deadLetterSink"]) if "deadLetterSink" in spec else fallback,
    )
