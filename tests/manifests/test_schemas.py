"""Every manifest is what Knative 1.23 takes, with no field it does not know."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from codegen.operations import ROOT
from tests.support.manifests.schema import schema

FOLDERS = ("knative/base/services/*/*.yaml", "knative/base/gateway.yaml", "eventing/*.yaml", "eventing/*/*.yaml")


def of_knative(path: Path) -> list[Any]:
    """The file's manifests of Knative's kinds."""
    found = [each for each in yaml.safe_load_all(path.read_text()) if isinstance(each, dict)]
    return [each for each in found if ".knative.dev/" in each["apiVersion"]]


MANIFESTS = [path for pattern in FOLDERS for path in sorted(ROOT.glob(pattern)) if of_knative(path)]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.stem)
def test_a_manifest_keeps_to_its_schema(path: Path) -> None:
    for manifest in of_knative(path):
        jsonschema.validate(manifest, schema(manifest["kind"]))


def test_the_schemas_refuse_a_field_that_knative_does_not_know() -> None:
    manifest = yaml.safe_load((ROOT / "knative/base/services/orders/place-order.yaml").read_text())
    manifest["spec"]["template"]["spec"]["containers"][0]["imge"] = "typo"
    with pytest.raises(jsonschema.ValidationError, match="imge"):
        jsonschema.validate(manifest, schema("Service"))
