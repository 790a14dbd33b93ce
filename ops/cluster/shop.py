"""What is done with the shop by hand, where Git has no word for it."""

import json

from ops.shell import SHOP, get, kubectl

FUNCTIONS = "services.serving.knative.dev"
# What Kubernetes wrote into the Job, and writes again.
WRITTEN = ("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name")


def migrate() -> str | None:
    """Runs the Job of the migrations again, as it stands: rights and passwords are given anew, too."""
    job = get("job", "database-deploy", "-n", SHOP)
    kept = ("name", "namespace", "labels", "annotations")
    job["metadata"] = {key: value for key, value in job["metadata"].items() if key in kept}
    job["spec"].pop("selector", None)
    for labels in (job["metadata"].get("labels", {}), job["spec"]["template"]["metadata"]["labels"]):
        for label in WRITTEN:
            labels.pop(label, None)
    job.pop("status", None)
    kubectl("replace", "--force", "-f", "-", input_text=json.dumps(job))
    kubectl("wait", "--for=condition=Complete", "--timeout=300s", "-n", SHOP, "job/database-deploy", seconds=320)
    return None
