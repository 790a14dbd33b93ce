"""`make logs OPERATION=… SINCE=1h` shows log lines, including those of pods that ended long ago."""

import argparse
import json
import os
from datetime import UTC, datetime, timedelta

from local.logs import readable
from ops.errors import run_command
from ops.inspect.environments.choosing import chosen
from ops.scaling.observed.durations import seconds_since


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m ops.inspect.logs")
    parser.add_argument("--operation", default="", help="in kebab-case; all of the shop without it")
    parser.add_argument("--since", default="1h")
    options = parser.parse_args()
    since = datetime.now(UTC) - timedelta(seconds=seconds_since(options.since))
    for line in chosen(os.environ).log(since, operation=options.operation):
        print(readable(json.dumps(line)), end="")


if __name__ == "__main__":
    run_command(main)
