"""`python -m rollouts` brings new revisions of the shop's functions on, or back, until SIGTERM.

While nothing is rolled out it waits for a change of a function, and calls nothing.
"""

import functools
import os
import signal
import sys
import time

from prometheus_client import CollectorRegistry, Gauge, start_http_server

from functions.runtime.telemetry.context import log
from rollouts.candidate import Starts
from rollouts.controller import Controller
from rollouts.evidence import read_evidence
from rollouts.kubernetes import Kubernetes
from rollouts.running import LOOK_SECONDS

PORT = 9464


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    environ = os.environ
    kubernetes = Kubernetes(environ["KUBERNETES_URL"], environ["NAMESPACE"])
    exporter = functools.partial(read_evidence, environ["EXPORTER_URL"])
    controller = Controller(kubernetes, Starts(environ["NAMESPACE"]), exporter)
    registry = CollectorRegistry()
    gauge = Gauge("cloudshop_rollouts", "Rollouts by phase.", ("operation", "phase"), registry=registry)
    start_http_server(PORT, registry=registry)
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


if __name__ == "__main__":
    main()
