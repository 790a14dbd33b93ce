"""`make admin EMAIL=… WHERE=cluster` makes an administrator of the cluster's shop, who gets a link by mail."""

import json
import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from ops.errors import CommandError
from ops.inspect.environments.choosing import kubectl_context
from ops.jobs import output_of
from ops.shell import SHOP, run

TEMPLATE = "administrator"
JOB_SECONDS, KEPT_SECONDS = 180, 3600


def make_administrator(email: str, context: str) -> str:
    """Runs the Job and returns what it did; raises CommandError with its output if it failed."""
    kubectl = ("kubectl", "--context", context, "-n", SHOP)
    template = json.loads(run(*kubectl, "get", "podtemplate", TEMPLATE, "-o", "json"))["template"]
    name = f"{TEMPLATE}-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
    run(*kubectl, "create", "-f", "-", input_text=json.dumps(job(name, template, email)))
    output_of(name, JOB_SECONDS, context=context)
    return f"{email} is an administrator. A mail with a link to set the password is on its way."


def job(name: str, template: Any, email: str) -> Any:
    """The Job of this pod template, with the address in place of the one that is unset."""
    (container,) = template["spec"]["containers"]
    env = [{"name": "EMAIL", "value": email}, *(each for each in container["env"] if each["name"] != "EMAIL")]
    pod = {**template, "spec": {**template["spec"], "containers": [{**container, "env": env}]}}
    return {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {"name": name},
        "spec": {
            "backoffLimit": 0,
            "activeDeadlineSeconds": JOB_SECONDS,
            "ttlSecondsAfterFinished": KEPT_SECONDS,
            "template": pod,
        },
    }


def main(email: str, environ: Mapping[str, str]) -> int:
    try:
        print(make_administrator(email, kubectl_context(environ)))
    except CommandError as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", os.environ))
