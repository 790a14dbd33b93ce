"""Waits for Jobs of the shop's namespace."""

import json
import time
from typing import Any

from ops.errors import CommandError
from ops.shell import CONTEXT, SHOP, run


def output_of(job: str, seconds: float, *, context: str = CONTEXT) -> str:
    """What the Job wrote, when it has succeeded; raises CommandError with it if the Job failed."""
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
