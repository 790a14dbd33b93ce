"""`python -m observability.exporter` runs the metrics exporter until SIGTERM."""

import os
import signal
import threading

from functions.runtime.telemetry.context import log
from observability.exporter.exporter import Exporter
from observability.exporter.settings import ExporterSettings


def main() -> None:
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    exporter = Exporter(ExporterSettings.from_environment(os.environ), "0.0.0.0").start()  # noqa: S104 - the pod's
    log("ready", port=exporter.port)
    ended.wait()
    exporter.stop()


if __name__ == "__main__":
    main()
