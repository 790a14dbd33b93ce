"""`python -m ops.cluster COMMAND` manages the shop on a local Kind cluster, and its releases."""

import argparse
import sys

from ops.cluster import upstream
from ops.cluster.backups import backup
from ops.cluster.deploy import deploy
from ops.cluster.release import release
from ops.cluster.restore import restore
from ops.cluster.steps import down, up
from ops.errors import CommandError

COMMANDS = {
    "up": (up, "create the cluster with everything on it; safe to interrupt and to repeat"),
    "down": (down, "delete the cluster"),
    "deploy": (deploy, "deploy the checked-out commit to the cluster"),
    "release": (release, "build, scan and push the images, and commit their digests for staging"),
    "backup": (backup, "write a backup of the database now"),
    "restore": (restore, "restore the database as it was at a time, on new volumes"),
    "pin": (upstream.pin, "update the checksums of upstream files in knative/platform/upstream.yaml"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.cluster")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, description) in COMMANDS.items():
        added = commands.add_parser(name, help=description)
        if name == "restore":
            added.add_argument("at", nargs="?", default="", help="UTC time; everything that was archived without it")
    options = vars(parser.parse_args())
    command = COMMANDS[options.pop("command")][0]
    try:
        command(**options)
    except CommandError as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; run the same command to continue", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
