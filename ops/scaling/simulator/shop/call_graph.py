"""Reads from the manifests which function calls which others."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from ops.scaling.simulator.model.shop import CallGraph
from ops.scaling.simulator.shop.tree import Tree

EDGE, RELAY = "gateway", "relay-outbox"
NEXT_STEPS = "gateway/next_steps.yaml"
SERVICES, TRIGGERS, EVENTING = "knative/base", "eventing/triggers", "eventing"
# The C loader is as safe and five times as fast; it needs libyaml.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EVERY_SO_MANY_MINUTES = re.compile(r"\*/(\d+) \* \* \* \*")
DAILY, DAY_SECONDS = re.compile(r"\d+ \d+ \* \* \*"), 86_400


def read(tree: Tree) -> CallGraph:
    """The call graph from the functions' `WAKES`, the gateway's next steps, the Triggers, and the schedules of every
    so many minutes or once a day.
    """
    return CallGraph(
        EDGE,
        RELAY,
        wakes=dict(_wakes(_manifests(tree, SERVICES))),
        next_steps=_next_steps(tree),
        consumers=_consumers(_manifests(tree, TRIGGERS)),
        clock=dict(_clock(_manifests(tree, EVENTING))),
    )


def _next_steps(tree: Tree) -> dict[str, tuple[str, ...]]:
    """The gateway's next steps; empty for commits from before there were any."""
    folder, _, _ = NEXT_STEPS.partition("/")
    written = tree.files(folder).get(NEXT_STEPS, "")
    return {name: tuple(each) for name, each in (yaml.safe_load(written) or {}).items()}


def _manifests(tree: Tree, folder: str) -> list[dict[str, Any]]:
    documents = (each for text in tree.files(folder).values() for each in yaml.load_all(text, LOADER))
    return [each for each in documents if isinstance(each, dict)]


def _wakes(services: list[dict[str, Any]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for service in services:
        if service.get("kind") == "Service":
            for variable in service["spec"]["template"]["spec"]["containers"][0].get("env", ()):
                if variable["name"] == "WAKES":
                    yield service["metadata"]["name"], tuple(variable["value"].split())


def _consumers(triggers: list[dict[str, Any]]) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for trigger in triggers:
        if trigger.get("kind") == "Trigger":
            found[_event_type(trigger["spec"])].append(trigger["spec"]["subscriber"]["ref"]["name"])
    return {name: tuple(each) for name, each in found.items()}


def _event_type(spec: dict[str, Any]) -> str:
    """The event type of a Trigger; those of older commits have a list of filters."""
    exact: dict[str, str] = spec["filters"][0]["exact"] if "filters" in spec else spec["filter"]["attributes"]
    return exact["type"]


def _clock(scheduled: list[dict[str, Any]]) -> Iterator[tuple[str, int]]:
    """The CronJobs, which are named like the operations that they call, and the PingSources of older commits."""
    for source in scheduled:
        if source.get("kind") == "CronJob":
            yield source["metadata"]["name"], _interval_seconds(source["spec"]["schedule"])
        elif source.get("kind") == "PingSource":
            yield source["spec"]["sink"]["ref"]["name"], _interval_seconds(source["spec"]["schedule"])


def _interval_seconds(schedule: str) -> int:
    if DAILY.fullmatch(schedule):
        return DAY_SECONDS
    minutes = EVERY_SO_MANY_MINUTES.fullmatch(schedule)
    if minutes is None:
        raise ValueError(f"the simulator knows schedules like */15 * * * * and 17 3 * * *, not {schedule}")
    return int(minutes[1]) * 60
