"""Runs Jobs of the shop's namespace, and waits for them."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ops.errors import CommandError
from ops.shell import CONTEXT, SHOP, run


@dataclass(frozen=True, slots=True)
class Task:
    """A pod template of the shop's namespace, with the limits of its Jobs' run time and retention."""

    template: str
    seconds: int
    kept_seconds: int

    def job(self, name: str, template: Any, named: Mapping[str, str]) -> Any:
        """The Job of this pod template, with the named variables set."""
        (container,) = template["spec"]["containers"]
        env = [each for each in container["env"] if each["name"] not in named]
        env += [{"name": each, "value": value} for each, value in named.items()]
        pod = {**template, "spec": {**template["spec"], "containers": [{**container, "env": env}]}}
        return {
            "apiVersion": "batch/v1",
            "kind": "Job",
            "metadata": {"name": name},
            "spec": {
                "backoffLimit": 0,
                "activeDeadlineSeconds": self.seconds,
                "ttlSecondsAfterFinished": self.kept_seconds,
                "template": pod,
            },
        }

    def run(self, named: Mapping[str, str], context: str) -> str:
        """Runs the Job and returns its output; raises CommandError with the output if the Job failed."""
        kubectl = ("kubectl", "--context", context, "-n", SHOP)
        template = json.loads(run(*kubectl, "get", "podtemplate", self.template, "-o", "json"))["template"]
        name = f"{self.template}-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}"
        run(*kubectl, "create", "-f", "-", input_text=json.dumps(self.job(name, template, named)))
        return output_of(name, self.seconds, context=context)


def output_of(job: str, seconds: float, *, context: str = CONTEXT) -> str:
    """The output of the Job once it has succeeded; raises CommandError with the output if the Job failed."""
    kubectl = ("kubectl", "--context", context, "-n", SHOP)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = json.loads(run(*kubectl, "get", "job", job, "-o", "json"))["status"]
        if status.get("succeeded"):
            return run(*kubectl, "logs", f"job/{job}").strip()
        if has_failed(status):
            raise CommandError(f"{job} failed:\n" + run(*kubectl, "logs", f"job/{job}").strip())
        time.sleep(1)
    raise CommandError(f"{job} did not finish; see: {' '.join(kubectl)} describe job {job}")


def has_failed(status: dict[str, Any]) -> bool:
    """Whether the Job will not be tried again."""
    return any(each["type"] == "Failed" and each["status"] == "True" for each in status.get("conditions", []))
