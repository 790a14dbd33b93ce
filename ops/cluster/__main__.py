"""`python -m ops.cluster COMMAND`: the shop on a local Kind cluster, and its releases."""

import argparse
import sys

from ops.cluster import upstream
from ops.cluster.backups import backup, restore
from ops.cluster.deploy import deploy
from ops.cluster.release import release
from ops.cluster.steps import down, up
from ops.errors import CommandError

COMMANDS = {
    "up": (up, "make the cluster and everything on it; safe to stop and to repeat"),
    "down": (down, "remove all of it"),
    "deploy": (deploy, "have the cluster run the commit that is checked out"),
    "release": (release, "build, scan and push the images, and commit their digests for production"),
    "backup": (backup, "write a backup of the database now"),
    "restore": (restore, "replace the database by its last backup, on a fresh volume"),
    "pin": (upstream.pin, "write the checksums of upstream's files into knative/platform/upstream.yaml"),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.cluster")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (_, what) in COMMANDS.items():
        commands.add_parser(name, help=what)
    chosen = parser.parse_args().command
    try:
        COMMANDS[chosen][0]()
    except CommandError as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nstopped; the same command goes on from here", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
