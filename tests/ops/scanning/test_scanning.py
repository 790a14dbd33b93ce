"""What is scanned, and that Trivy finds in it what it is there to find."""

import copy
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.operations import ROOT
from ops.scanning import scan_targets, trivy
from ops.scanning.trivy import SEVERE, STRICT
from tests.support.manifests.builds import functions

needs_trivy = pytest.mark.skipif(shutil.which("trivy") is None, reason=f"{trivy.HOW.splitlines()[0]}")
needs_kubectl = pytest.mark.skipif(shutil.which("kubectl") is None, reason="kubectl is not installed")


@needs_kubectl
def test_a_function_is_scanned_as_the_deployment_that_knative_makes_of_it() -> None:
    function = functions("production")["place-order"]
    made = scan_targets.as_pods(function)
    assert (made["apiVersion"], made["kind"]) == ("apps/v1", "Deployment")
    template = made["spec"]["template"]
    assert template["spec"]["containers"] == function["spec"]["template"]["spec"]["containers"]
    assert made["spec"]["selector"]["matchLabels"].items() <= template["metadata"]["labels"].items()
    assert "containerConcurrency" not in template["spec"]


@pytest.mark.parametrize("kind", ["Service", "ConfigMap"])
def test_what_is_no_function_is_scanned_as_it_is(kind: str) -> None:
    thing: dict[str, Any] = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "a"}}
    assert scan_targets.as_pods(thing) is thing


@needs_kubectl
def test_every_layer_of_every_environment_is_scanned(tmp_path: Path) -> None:
    scan_targets.write_manifests(tmp_path)
    layers = {f"{path.parent.parent.name}-{path.parent.name}" for path in ROOT.glob("argocd/*/??-*/kustomization.yaml")}
    assert {path.stem for path in tmp_path.iterdir()} == layers
    kinds = [each["kind"] for path in tmp_path.iterdir() for each in yaml.safe_load_all(path.read_text()) if each]
    assert kinds.count("Deployment") > 100


def test_files_are_those_of_git(tmp_path: Path) -> None:
    scan_targets.write_files(tmp_path)
    assert (tmp_path / "Makefile").exists()
    assert not (tmp_path / ".venv").exists()


def test_without_trivy_it_says_where_it_is_had() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "ops.scanning"],
        cwd=ROOT, env=os.environ | {"PATH": "/nowhere"}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.startswith("Trivy is not installed; see https://")


def test_whatever_is_ignored_has_its_reason() -> None:
    ignored = yaml.safe_load(trivy.IGNORED.read_text())
    for findings in ignored.values():
        for each in findings:
            assert len(each["statement"]) > 20, each["id"]


@needs_trivy
class TestTrivy:
    def test_stops_at_a_secret(self, tmp_path: Path) -> None:
        # Put together here, so that this file is none itself.
        (tmp_path / "settings.py").write_text(f"KEY = '{'ghp' + '_'}{'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hI6'}'\n")
        found = trivy.scan("fs", "--scanners", "secret", *STRICT, ".", folder=tmp_path)
        assert not found.clean
        assert "settings.py" in found.text

    def test_stops_at_a_function_that_may_do_everything(self, tmp_path: Path) -> None:
        function = copy.deepcopy(functions("production")["place-order"])
        function["spec"]["template"]["spec"]["containers"][0]["securityContext"] = {"privileged": True}
        (tmp_path / "function.yaml").write_text(yaml.safe_dump(scan_targets.as_pods(function)))
        found = trivy.scan("config", "--skip-check-update", *SEVERE, *STRICT, ".", folder=tmp_path)
        assert not found.clean

    def test_says_when_it_cannot_do_what_it_is_asked_for(self) -> None:
        with pytest.raises(Exception, match="no-such-option"):
            trivy.scan("config", "--no-such-option")
