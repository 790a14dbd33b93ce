"""Every manifest is what Knative 1.23 takes, with no field it does not know."""

from pathlib import Path

import jsonschema
import pytest
import yaml

from codegen.operations import ROOT
from tests.support.manifests.schema import schema

FOLDERS = ("knative/base/services/*/*.yaml", "knative/base/gateway.yaml", "eventing/*.yaml", "eventing/*/*.yaml")
MANIFESTS = sorted(path for pattern in FOLDERS for path in ROOT.glob(pattern) if path.name != "kustomization.yaml")


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_a_manifest_keeps_to_its_schema(path: Path) -> None:
    for manifest in yaml.safe_load_all(path.read_text()):
        jsonschema.validate(manifest, schema(manifest["kind"]))


def test_the_schemas_refuse_a_field_that_knative_does_not_know() -> None:
    manifest = yaml.safe_load((ROOT / "knative/base/services/orders/place-order.yaml").read_text())
    manifest["spec"]["template"]["spec"]["containers"][0]["imge"] = "typo"
    with pytest.raises(jsonschema.ValidationError, match="imge"):
        jsonschema.validate(manifest, schema("Service"))
