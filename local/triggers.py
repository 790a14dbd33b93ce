"""The Broker and its Triggers, as their manifests under eventing/ declare them."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from local.errors import ManifestWrong
from local.operations import ROOT

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")


@dataclass(frozen=True, slots=True)
class Sink:
    """A Service, by its operation's name, and what is added to its address."""

    operation: str
    uri: str = ""


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
    manifest = _manifest(path, "Broker")
    spec = manifest["spec"].get("delivery", {}).get("deadLetterSink")
    return BrokerManifest(manifest["metadata"]["name"], sink(path, spec) if spec else None)


def triggers(root: Path = ROOT) -> list[Trigger]:
    """Every Trigger of the shop's Broker; raises ManifestWrong."""
    owner = broker(root)
    return [_trigger(path, owner) for path in sorted((root / "eventing" / "triggers").glob("*.yaml"))]


def _trigger(path: Path, owner: BrokerManifest) -> Trigger:
    manifest = _manifest(path, "Trigger")
    spec = _only(path, manifest["spec"], {"broker", "filters", "subscriber", "delivery"})
    if spec["broker"] != owner.name:
        raise ManifestWrong(f"{path}: the Broker is called {owner.name}, not {spec['broker']}")
    exact = [_only(path, filtered, {"exact"})["exact"] for filtered in spec["filters"]]
    return Trigger(
        name=manifest["metadata"]["name"],
        attributes=tuple((name, str(value)) for wanted in exact for name, value in wanted.items()),
        subscriber=sink(path, spec["subscriber"]),
        delivery=_delivery(path, spec["delivery"], owner.dead_letters),
    )


def _delivery(path: Path, spec: dict[str, Any], fallback: Sink | None) -> Delivery:
    _only(path, spec, {"retry", "backoffPolicy", "backoffDelay", "timeout"}, frozenset({"deadLetterSink"}))
    if spec["backoffPolicy"] not in {"exponential", "linear"}:
        raise ManifestWrong(f"{path}: backoffPolicy is exponential or linear, not {spec['backoffPolicy']}")
    return Delivery(
        retries=int(spec["retry"]),
        backoff=spec["backoffPolicy"],
        backoff_delay=_duration(path, spec["backoffDelay"]),
        timeout=_duration(path, spec["timeout"]),
        dead_letters=sink(path, spec["deadLetterSink"]) if "deadLetterSink" in spec else fallback,
    )


def sink(path: Path, spec: dict[str, Any]) -> Sink:
    """A destination that names a Knative Service; nothing else runs on this machine."""
    reference = _only(path, spec, {"ref"}, frozenset({"uri"}))["ref"]
    if (reference["apiVersion"], reference["kind"]) != ("serving.knative.dev/v1", "Service"):
        raise ManifestWrong(f"{path}: a destination is a Knative Service, not a {reference['kind']}")
    return Sink(reference["name"], spec.get("uri", ""))


def _manifest(path: Path, kind: str) -> dict[str, Any]:
    manifest: dict[str, Any] = yaml.safe_load(path.read_text())
    if manifest.get("kind") != kind:
        raise ManifestWrong(f"{path}: this is not a {kind}")
    return manifest


def _only(path: Path, spec: dict[str, Any], needed: set[str], optional: frozenset[str] = frozenset()) -> dict[str, Any]:
    if missing := sorted(needed - spec.keys()):
        raise ManifestWrong(f"{path}: {missing[0]} is missing")
    if unknown := sorted(spec.keys() - needed - optional):
        raise ManifestWrong(f"{path}: {unknown[0]} is not known to the local run")
    return spec


def _duration(path: Path, text: str) -> timedelta:
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        raise ManifestWrong(f"{path}: {text} is not an ISO 8601 duration such as PT0.5S")
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
