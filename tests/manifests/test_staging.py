"""Staging is production, with settings, secrets and images of its own: what works in one works in the other."""

import shutil
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT
from tests.support.manifests.builds import built

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
LAYERS = ("00-infrastructure", "10-database", "20-backend", "30-frontend", "40-observability")
OWN_KINDS = {"SealedSecret"}
# What a merchant sets for each environment, or what releases and rotations write.
OWN_FIELDS = {"value", "image", "env", "annotations", "name", "match", "secretName"}


def shape(thing: Any) -> Any:
    """The object without what is an environment's own, among which is the name of a ConfigMap, which has its hash."""
    if isinstance(thing, dict):
        return {key: shape(value) for key, value in thing.items() if key not in OWN_FIELDS}
    return [shape(each) for each in thing] if isinstance(thing, list) else type(thing).__name__


def objects(environment: str, layer: str) -> list[Any]:
    return [each for each in built(f"argocd/{environment}/{layer}") if each["kind"] not in OWN_KINDS]


@pytest.mark.parametrize("layer", [*LAYERS, "traefik"])
def test_has_the_objects_of_production(layer: str) -> None:
    staging, production = ([*map(shape, objects(name, layer))] for name in ("staging", "production"))
    assert staging == production


def test_scales_by_the_table_of_production() -> None:
    scaled = [
        {each["metadata"]["name"]: each["spec"]["template"]["metadata"]["annotations"].items() for each in found}
        for found in (
            [each for each in objects(name, "20-backend") if each["apiVersion"].startswith("serving.knative.dev")]
            for name in ("staging", "production")
        )
    ]
    for name, annotations in scaled[0].items():
        rotated = {pair for pair in annotations ^ scaled[1][name] if not pair[0].startswith("cloudshop.dev/rotated-")}
        assert rotated == set(), name


def test_is_deployed_from_folders_of_its_own() -> None:
    paths = [each["spec"]["source"]["path"] for each in built("argocd/staging") if each["kind"] == "Application"]
    assert paths == [f"argocd/staging/{layer}" for layer in LAYERS]


def test_has_the_settings_of_production() -> None:
    files = [ROOT / f"argocd/{name}/shop/shop.yaml" for name in ("staging", "production")]
    keys = [yaml.safe_load(path.read_text())["settings"].keys() for path in files]
    assert keys[0] == keys[1]


def test_keeps_its_backups_apart_from_those_of_production() -> None:
    stores = [(ROOT / f"argocd/{name}/10-database/store.conf").read_text() for name in ("staging", "production")]
    buckets = [line for text in stores for line in text.splitlines() if line.startswith("repo1-s3-bucket=")]
    assert len({*buckets}) == 2
