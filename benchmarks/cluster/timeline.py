"""Measures the stages of a cold start, from the request to the response.

Kubernetes' timestamps are whole seconds, so its objects are watched and changes are timed on arrival; containerd's
events have their own times. All run on one machine with one clock.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from statistics import median
from typing import Any

from kubernetes import client as kube
from kubernetes import watch
from urllib3.exceptions import ProtocolError

from benchmarks.cluster import baselines
from benchmarks.cluster.internal_caller import InternalCaller
from benchmarks.cluster.nodes.runtime_events import container_starts
from benchmarks.cluster.nodes.scaled_to_zero import wait_until_scaled_to_zero
from ops.shell import SHOP
from tests.support.cluster.shop import ClusterShop, ends, is_ready

FUNCTIONS = (baselines.STATIC, baselines.EMPTY, "place-order")
TURNS, WATCHED_SECONDS = 7, 60


def measure() -> dict[str, Any]:
    baselines.deploy()
    shop = ClusterShop()
    caller = InternalCaller(shop)
    try:
        turns: dict[str, list[dict[str, int]]] = {name: [] for name in FUNCTIONS}
        for _ in range(TURNS):
            wait_until_scaled_to_zero(shop)
            for name in FUNCTIONS:
                turns[name].append(timeline(shop, caller, name))
    finally:
        caller.close()
        shop.close()
        baselines.remove()
    return {"turns": TURNS, "milliseconds_from_request": {name: _medians(turns[name]) for name in FUNCTIONS}}


def timeline(shop: ClusterShop, caller: InternalCaller, function: str) -> dict[str, int]:
    """The stages in milliseconds from the request; the function must have no pod before."""
    with _watching(function) as seen, container_starts() as started:
        taken = caller.seconds(function)
        began = time.time() - taken
        # Includes the stages shortly after the response.
        time.sleep(1)
    pods = shop.pods(function)
    roles = {
        status.container_id.removeprefix("containerd://"): f"{status.name} started"
        for status in pods[0].status.container_statuses
    }
    sandboxes = [at for container, at in started if container not in roles and at > began]
    found = {roles[container]: at for container, at in started if container in roles}
    if sandboxes:
        found["sandbox started"] = min(sandboxes)
    stages = {**seen, **found, "answered": began + taken}
    return {what: round((at - began) * 1000) for what, at in sorted(stages.items(), key=lambda stage: stage[1])}


def _medians(turns: list[dict[str, int]]) -> dict[str, int]:
    stages = {stage: median(turn[stage] for turn in turns if stage in turn) for turn in turns for stage in turn}
    return {stage: round(at) for stage, at in sorted(stages.items(), key=lambda stage: stage[1])}


@contextmanager
def _watching(function: str) -> Iterator[dict[str, float]]:
    """The time at which each stage was first seen, in seconds since the epoch."""
    seen: dict[str, float] = {}
    selector = f"serving.knative.dev/service={function}"
    sources: list[tuple[Callable[..., Any], Callable[[Any], Iterator[str]]]] = [
        (kube.AppsV1Api().list_namespaced_deployment, _of_deployment),
        (kube.CoreV1Api().list_namespaced_pod, _of_pod),
        (kube.CoreV1Api().list_namespaced_endpoints, _of_endpoints),
    ]
    watches: list[Any] = [watch.Watch() for _ in sources]  # type: ignore[no-untyped-call]

    def follow(watched: Any, listing: Callable[..., Any], stages: Callable[[Any], Iterator[str]]) -> None:
        # A watch that is stopped or times out ends in the middle of a response.
        with suppress(ProtocolError):
            for event in watched.stream(listing, SHOP, label_selector=selector, timeout_seconds=WATCHED_SECONDS):
                now = time.time()
                for stage in stages(event["object"]):
                    seen.setdefault(stage, now)

    threads = [
        threading.Thread(target=follow, args=(watched, *source), daemon=True)
        for watched, source in zip(watches, sources, strict=True)
    ]
    for thread in threads:
        thread.start()
    # The watches must be established before the request is sent.
    time.sleep(1.5)
    yield seen
    for watched in watches:
        watched.stop()


def _of_deployment(deployment: Any) -> Iterator[str]:
    if deployment.spec.replicas:
        yield "deployment scaled"


def _of_pod(pod: Any) -> Iterator[str]:
    if ends(pod):
        return
    yield "pod created"
    if pod.spec.node_name:
        yield "pod scheduled"
    if pod.status.pod_ip:
        yield "address known"
    if is_ready(pod):
        yield "pod ready"


def _of_endpoints(endpoints: Any) -> Iterator[str]:
    if not endpoints.metadata.name.endswith("-private"):
        return
    if any(subset.not_ready_addresses or subset.addresses for subset in endpoints.subsets or []):
        yield "address in endpoints"
