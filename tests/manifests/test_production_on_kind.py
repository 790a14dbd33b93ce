"""Production's overlay as the long cluster test opens it: no more is changed than its placeholders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from codegen.operations import ROOT
from ops.cluster import promotion
from ops.production import settings
from tests.support.cluster.production.names import ISSUED
from tests.support.cluster.production.settings import READ, SHOP, files, filled
from tests.support.manifests.builds import built
from tests.support.manifests.schema import schema

pytestmark = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")
LAYERS = [*sorted(path.parent.name for path in ROOT.glob("argocd/production/[0-9]*/kustomization.yaml")), "traefik"]
DIGEST = f"sha256:{'0' * 64}"


def read() -> dict[str, str]:
    return {path: (ROOT / path).read_text() for path in READ}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working copy with what the merchant fills in."""
    copy = tmp_path_factory.mktemp("opened")
    subprocess.run(["git", "checkout-index", "--all", f"--prefix={copy}/"], cwd=ROOT, timeout=60, check=True)
    images = copy / promotion.path("production")
    text = images.read_text()
    images.write_text(promotion.promoted(text, dict.fromkeys(promotion.names(text), f"digest: {DIGEST}")))
    for path, content in files(read(), has_grafana=False).items():
        (copy / path).write_text(content)
    return copy


@pytest.fixture(scope="module")
def objects(opened: Path) -> list[Any]:
    return [each for layer in LAYERS for each in built(str(opened / "argocd/production" / layer))]


def test_its_settings_are_the_committed_file_with_valid_values() -> None:
    _, problems = settings.read(filled(read()[SHOP]))
    assert problems == []


def test_nothing_is_left_unset(objects: list[Any]) -> None:
    assert [line.strip() for line in yaml.safe_dump_all(objects).splitlines() if "unset" in line] == []


def test_every_image_of_the_shop_has_its_digest(objects: list[Any]) -> None:
    images = [line.partition("image: ")[2] for line in yaml.safe_dump_all(objects).splitlines() if "image: " in line]
    own = [image for image in images if "cloudshop" in image]
    assert own
    assert [image for image in own if not image.endswith(f"@{DIGEST}")] == []


def test_the_alerts_trust_the_mail_server_that_stands_in(objects: list[Any]) -> None:
    (alertmanager,) = (each for each in objects if each["kind"] == "Alertmanager")
    Draft202012Validator(schema("Alertmanager")).validate(alertmanager)
    (container,) = alertmanager["spec"]["containers"]
    (variable,) = container["env"]
    (mounted,) = alertmanager["spec"]["configMaps"]
    assert variable["value"].startswith(f"/etc/alertmanager/configmaps/{mounted}/")


def test_the_layers_come_from_the_clusters_own_git_server(opened: Path) -> None:
    applications = [each for each in built(str(opened / "argocd/production")) if each["kind"] == "Application"]
    (address,) = {each["spec"]["source"]["repoURL"] for each in applications}
    assert address.startswith("git://")


def command(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder, env={**os.environ, **ISSUED}, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.usefixtures("kubeseal")
def test_production_check_finds_nothing_once_the_secrets_are_sealed(opened: Path, keys: Path) -> None:
    command(opened, "ops.secrets", "make", "--certificate", str(keys / "certificate.pem"))
    assert "The files of production are complete." in command(opened, "ops.production", "production")
