"""`python -m rollouts` rolls out new revisions of the shop's functions, or rolls them back, until SIGTERM.

While there is no rollout, it waits for a change of a function, and calls nothing. It also gives functions more pods
while a schedule applies.
"""

import functools
import os
import signal
import sys
import threading
import time
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, start_http_server

from functions.runtime.telemetry.context import log
from rollouts.candidate import Starts
from rollouts.controller import Controller
from rollouts.evidence import read_evidence
from rollouts.kubernetes import Kubernetes
from rollouts.running import LOOK_SECONDS
from rollouts.schedules import PAUSE_SECONDS, Schedules

PORT = 9464
# The ConfigMap of that name, of which Kustomize makes the overlay's schedules.
SCHEDULES = Path("/schedules/schedules")


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    environ = os.environ
    kubernetes = Kubernetes(environ["KUBERNETES_URL"], environ["NAMESPACE"])
    exporter = functools.partial(read_evidence, environ["EXPORTER_URL"])
    controller = Controller(kubernetes, Starts(environ["NAMESPACE"]), exporter)
    registry = CollectorRegistry()
    gauge = Gauge("cloudshop_rollouts", "Rollouts by phase.", ("operation", "phase"), registry=registry)
    start_http_server(PORT, registry=registry)
    threading.Thread(target=_keep_schedules, args=(Schedules(kubernetes, SCHEDULES),), daemon=True).start()
    log("ready", port=PORT)
    while True:
        try:
            is_under_way, version = controller.look()
            gauge.clear()
            for function, phase in controller.phases.items():
                gauge.labels(function, phase).set(1)
            if not is_under_way:
                kubernetes.wait_for_change(version)
                # A deployment changes many functions at the same time.
                time.sleep(1)
                continue
        except OSError as failure:
            log("the cluster cannot be looked at", level="warning", cause=str(failure))
        time.sleep(LOOK_SECONDS)


def _keep_schedules(schedules: Schedules) -> None:
    while True:
        try:
            schedules.look()
        except OSError as failure:
            log("schedules cannot be kept", level="warning", cause=str(failure))
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
