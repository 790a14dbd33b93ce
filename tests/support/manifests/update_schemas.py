"""Writes the JSON Schemas of upstream's kinds from its CRDs: `python -m tests.support.manifests.update_schemas FOLDER`.

FOLDER holds the releases laid out by URL without scheme, as UPSTREAM_MIRROR does. Descriptions are left out.
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

KINDS = {
    "github.com/knative/serving/releases/download/knative-v1.23.0/serving-crds.yaml": {"Service"},
    "github.com/knative/eventing/releases/download/knative-v1.23.0/eventing-crds.yaml": {
        "Broker",
        "Trigger",
    },
    "github.com/prometheus-operator/prometheus-operator/releases/download/v0.85.0/bundle.yaml": {
        "PodMonitor",
        "Prometheus",
        "PrometheusRule",
        "ServiceMonitor",
    },
}


class Loader(yaml.CSafeLoader):
    """Reads a lone `=` as the text it is, as YAML 1.2 does."""


Loader.add_constructor("tag:yaml.org,2002:value", lambda _, node: str(node.value))


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without prose, and with unknown fields refused as the API server prunes them."""
    kept = {key: value for key, value in schema.items() if key != "description" and not key.startswith("x-kubernetes")}
    if "properties" in kept:
        kept["properties"] = {name: strict(value) for name, value in kept["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            kept["additionalProperties"] = False
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = strict(kept[key])
    if schema.get("x-kubernetes-int-or-string"):
        kept["type"] = ["integer", "string"]
    return kept


def main(mirror: Path) -> None:
    for url, kinds in KINDS.items():
        released = (mirror / url).read_text()
        for crd in filter(None, yaml.load_all(released, Loader)):
            if crd["kind"] != "CustomResourceDefinition" or (names := crd["spec"]["names"])["kind"] not in kinds:
                continue
            if names["kind"] == "Service" and crd["spec"]["group"] != "serving.knative.dev":
                continue
            stored = next(version for version in crd["spec"]["versions"] if version["storage"])
            made = strict(stored["schema"]["openAPIV3Schema"])
            made["properties"] |= {
                "apiVersion": {"type": "string"},
                "kind": {"type": "string"},
                "metadata": {"type": "object"},
            }
            target = Path(__file__).parent / "schemas" / f"{names['kind'].lower()}.json"
            target.write_text(json.dumps(made, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
