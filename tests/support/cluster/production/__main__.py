"""`python -m tests.support.cluster.production` runs production's overlay on a Kind cluster of its own.

It works in a clone, where it fills in what an operator fills in, and commits. `make cluster-down` with
CLUSTER_NAME=cloudshop-production deletes the cluster.
"""

import os
import subprocess
import sys

from ops.errors import CommandError
from tests.support.cluster.production.names import CLUSTER
from tests.support.cluster.production.working_copy import COPY, prepared

INSIDE = "inside"


def main(arguments: list[str]) -> int:
    if arguments == [INSIDE]:
        from tests.support.cluster.production.steps import up

        try:
            up()
        except CommandError as reason:
            sys.exit(f"\n{reason}")
        return 0
    prepared()
    command = [sys.executable, "-m", "tests.support.cluster.production", INSIDE]
    return subprocess.run(command, cwd=COPY, env={**os.environ, "CLUSTER_NAME": CLUSTER}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
