"""`make admin EMAIL=… WHERE=cluster` makes an administrator of the cluster's shop, who gets a link by mail."""

import os
import sys
from collections.abc import Mapping

from ops.errors import CommandError
from ops.inspect.environments.choosing import kubectl_context
from ops.jobs import Task

PROVISIONING = Task("administrator", seconds=180, kept_seconds=3600)


def make_administrator(email: str, context: str) -> str:
    """Runs the Job and returns what it did; raises CommandError with its output if it failed."""
    PROVISIONING.run({"EMAIL": email}, context)
    return f"{email} is an administrator. A mail with a link to set the password is on its way."


def main(email: str, environ: Mapping[str, str]) -> int:
    try:
        print(make_administrator(email, kubectl_context(environ)))
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", os.environ))
