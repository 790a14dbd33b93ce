"""`make admin EMAIL=… WHERE=cluster` makes an administrator of the cluster's shop, and mails them a link."""

import os
import sys

from ops.errors import run_command
from ops.inspect.environments.choosing import kubectl_context
from ops.jobs import Task

PROVISIONING = Task("administrator", seconds=180, kept_seconds=3600)


def make_administrator(email: str, context: str) -> str:
    """Runs the Job and returns its output; raises CommandError with the output if it failed."""
    PROVISIONING.run({"EMAIL": email}, context)
    return f"{email} is an administrator. A mail with a link to set the password is on its way."


def main() -> None:
    print(make_administrator(sys.argv[1] if len(sys.argv) > 1 else "", kubectl_context(os.environ)))


if __name__ == "__main__":
    run_command(main)
