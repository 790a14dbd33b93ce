"""`python -m observability.exporter.ask /status`: prints what the exporter of this pod answers."""

import os
import sys
import urllib.request

from observability.exporter.settings import ExporterSettings

ANSWER_SECONDS = 30


def main() -> None:
    port = ExporterSettings.from_environment(os.environ).port
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{sys.argv[1]}", timeout=ANSWER_SECONDS) as answer:
        sys.stdout.write(answer.read().decode())


if __name__ == "__main__":
    main()
