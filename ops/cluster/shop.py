"""Runs the shop's database Job again, which Git cannot express."""

import json

from ops.shell import SHOP, get, kubectl

FUNCTIONS = "services.serving.knative.dev"
# Labels that Kubernetes adds to a Job.
ADDED_LABELS = ("controller-uid", "job-name", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name")


def migrate() -> str | None:
    """Runs the migration Job again, unchanged; it also grants rights and sets passwords."""
    job = get("job", "database-deploy", "-n", SHOP)
    kept = ("name", "namespace", "labels", "annotations")
    job["metadata"] = {key: value for key, value in job["metadata"].items() if key in kept}
    job["spec"].pop("selector", None)
    for labels in (job["metadata"].get("labels", {}), job["spec"]["template"]["metadata"]["labels"]):
        for label in ADDED_LABELS:
            labels.pop(label, None)
    job.pop("status", None)
    kubectl("replace", "--force", "-f", "-", input_text=json.dumps(job))
    kubectl("wait", "--for=condition=Complete", "--timeout=300s", "-n", SHOP, "job/database-deploy", seconds=320)
    return None
