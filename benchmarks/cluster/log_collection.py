"""Measures the cost of collecting and storing log lines in an idle shop, for ten minutes."""

import json
import time
from typing import Any

from ops.shell import get, kubectl

MINUTES = 10
PODS = ("log-collector", "log-store")


def measure() -> dict[str, Any]:
    before = _usage()
    time.sleep(MINUTES * 60)
    after = _usage()
    return {
        "minutes": MINUTES,
        "pods": {
            pod: {
                "processor_percent_of_a_core": round(
                    (usage["core_seconds"] - before[pod]["core_seconds"]) / (MINUTES * 60) * 100, 2
                ),
                "memory_megabytes": round(usage["memory_bytes"] / 1e6, 1),
            }
            for pod, usage in sorted(after.items())
            if pod in before
        },
    }


def _usage() -> dict[str, dict[str, float]]:
    """The usage of each pod, as the kubelets of all nodes report it."""
    found = {}
    for node in get("nodes")["items"]:
        summary = json.loads(kubectl("get", "--raw", f"/api/v1/nodes/{node['metadata']['name']}/proxy/stats/summary"))
        for pod in summary["pods"]:
            if pod["podRef"]["name"].startswith(PODS):
                seconds = pod["cpu"]["usageCoreNanoSeconds"] / 1e9
                found[pod["podRef"]["name"]] = {
                    "core_seconds": seconds,
                    "memory_bytes": pod["memory"]["workingSetBytes"],
                }
    return found
