"""`python -m observability.exporter.ask /status` prints the response of this pod's exporter."""

import os
import sys
import urllib.request

from observability.exporter.settings import ExporterSettings

TIMEOUT_SECONDS = 30


def main() -> None:
    port = ExporterSettings.from_environment(os.environ).port
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{sys.argv[1]}", timeout=TIMEOUT_SECONDS) as response:
        sys.stdout.write(response.read().decode())


if __name__ == "__main__":
    main()
