"""`python -m observability.exporter.ask /status`: prints what the exporter of this pod answers."""

import sys
import urllib.request

from observability.exporter.settings import PORT

ANSWER_SECONDS = 30


def main() -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{sys.argv[1]}", timeout=ANSWER_SECONDS) as answer:
        sys.stdout.write(answer.read().decode())


if __name__ == "__main__":
    main()
