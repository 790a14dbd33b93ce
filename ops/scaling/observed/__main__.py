"""`python -m ops.scaling.observed record --since 24h --to FILE` makes a trace of the shop's own traffic.

`report` compares the observations since a commit with the forecast; `cost` shows what operations and orders cost.
"""

import argparse
import sys

from ops.errors import CommandError
from ops.scaling.observed import cost, record, report


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.scaling.observed")
    commands = parser.add_subparsers(dest="command", required=True)
    for each in (record, report, cost):
        each.add_to(commands)
    chosen = parser.parse_args()
    try:
        return int(chosen.run(chosen))
    except (CommandError, ValueError) as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
