"""A release: images pushed, their digests committed for staging, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ops.cluster import images, promotion
from tests.support.cluster.registry import Registry, registry
from tests.support.cluster.working_copy import WorkingCopy

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(
        shutil.which("docker") is None or shutil.which("trivy") is None, reason="docker or trivy is not installed"
    ),
]
STAGING = promotion.path("staging")


def release(copy: WorkingCopy) -> "subprocess.CompletedProcess[str]":
    command, environ = [sys.executable, "-m", "ops.cluster", "release"], os.environ | {"WITHOUT_DATABASE": "1"}
    return subprocess.run(
        command, cwd=copy.folder, env=environ, capture_output=True, text=True, timeout=1500, check=False
    )


def chosen(copy: WorkingCopy, server: Registry) -> dict[str, str]:
    """The digests that staging runs, by the names of the registry."""
    entries = yaml.safe_load((copy.folder / STAGING).read_text())["images"]
    return {entry["newName"].removeprefix(f"{server.address}/"): entry["digest"] for entry in entries}


class TestRelease:
    def test_pushes_every_image_and_commits_its_digest(self, tmp_path: Path) -> None:
        with registry() as server:
            copy = WorkingCopy.of_this_commit(tmp_path / "shop")
            text = (copy.folder / STAGING).read_text()
            (copy.folder / STAGING).write_text(text.replace("ghcr.io/", f"{server.address}/"))

            refused = release(copy)
            assert refused.returncode == 1
            assert "Commit or stash" in refused.stderr
            assert not server.manifests

            released = copy.commit("A registry of our own")
            done = release(copy)
            assert done.returncode == 0, done.stdout + done.stderr
            pushed = {name.split(":")[0]: digest for name, digest in server.manifests.items()}
            assert chosen(copy, server) == pushed
            assert len(pushed) == len(images.IMAGES)
            assert copy.git("diff", "--name-only", "HEAD^", "HEAD").split() == [STAGING]
            assert copy.git("log", "-1", "--format=%s") == f"Release {released[:12]}"
            assert copy.git("status", "--porcelain") == ""
