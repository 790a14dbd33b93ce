"""`python -m ops.cluster COMMAND` manages the shop on a local Kind cluster, and its releases."""

import argparse
import sys

from ops.cluster import upstream
from ops.cluster.backups import backup, restore
from ops.cluster.deploy import deploy
from ops.cluster.release import release
from ops.cluster.steps import down, up
from ops.errors import CommandError

COMMANDS = {
    "up": (up, "create the cluster with everything on it; safe to interrupt and to repeat"),
    "down": (down, "delete the cluster"),
    "deploy": (deploy, "deploy the checked-out commit to the cluster"),
    "release": (release, "build, scan and push the images, and commit their digests for production"),
    "backup": (backup, "write a backup of the database now"),
    "restore": (restore, "restore the last backup of the database into a new volume"),
    "pin": (upstream.pin, "update the checksums of upstream files in knative/platform/upstream.yaml"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.cluster")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, description) in COMMANDS.items():
        commands.add_parser(name, help=description)
    chosen = parser.parse_args().command
    try:
        COMMANDS[chosen][0]()
    except CommandError as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; run the same command to continue", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
