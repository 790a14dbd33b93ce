"""`make logs OPERATION=… SINCE=1h` shows log lines, also of pods that ended long ago."""

import argparse
import json
import os
import sys
from datetime import UTC, datetime, timedelta

from local.logs import readable
from ops.errors import CommandError
from ops.inspect.environments.choosing import chosen
from ops.scaling.observed.durations import seconds_since


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.inspect.logs")
    parser.add_argument("--operation", default="", help="in kebab-case; all of the shop without it")
    parser.add_argument("--since", default="1h")
    options = parser.parse_args()
    try:
        since = datetime.now(UTC) - timedelta(seconds=seconds_since(options.since))
        for line in chosen(os.environ).log(since, operation=options.operation):
            print(readable(json.dumps(line)), end="")
    except CommandError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
