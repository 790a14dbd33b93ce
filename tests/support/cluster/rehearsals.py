"""Makes an alert fire without a cause, to test who receives it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from ops.shell import kubectl


@contextmanager
def a_rule_that_fires(name: str) -> Iterator[None]:
    """An alert of this name fires until the block ends, as one that has to be acted on at once."""
    rule = {
        "alert": name,
        "expr": "vector(1)",
        "labels": {"severity": "page"},
        "annotations": {"summary": "A rehearsal."},
    }
    manifest = {
        "apiVersion": "monitoring.coreos.com/v1", "kind": "PrometheusRule",
        "metadata": {"name": name.lower(), "namespace": "monitoring"},
        "spec": {"groups": [{"name": "rehearsal", "rules": [rule]}]},
    }  # fmt: skip
    kubectl("apply", "-f", "-", input_text=json.dumps(manifest))
    try:
        yield
    finally:
        kubectl("delete", "prometheusrule", name.lower(), "-n", "monitoring")
