"""Every step of the runbook is a command; those that need no cluster are run in their order, in a clone."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from codegen.operations import ROOT

TEXT = (ROOT / "docs/operations.md").read_text()
BLOCKS: list[tuple[str, str]] = re.findall(r"^```sh ?([\w-]*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
VERBS = set(re.findall(r"^([a-z0-9-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
# Stands for the operator's edit: another bound for place-order.
EDITOR = "sed -i -E '/^  place-order:/s/max: +[0-9]+/max: 11/'"


def test_every_verb_exists() -> None:
    named = {verb for _, block in BLOCKS for verb in re.findall(r"\bmake ([a-z0-9-]+)", block)}
    assert named - VERBS == set()
    assert named >= {"tune-check", "tune-diff", "secrets", "rotate-secret", "sealing-key-restore", "scan"}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The working copy as it would be committed, with a history and the installed packages."""
    folder = tmp_path / "shop"
    subprocess.run(["git", "checkout-index", "--all", f"--prefix={folder}/"], cwd=ROOT, timeout=60, check=True)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "as it is"]):
        subprocess.run(["git", *IDENTITY, *command], cwd=folder, timeout=60, check=True)
    return folder


IDENTITY = ["-c", "user.name=Operator", "-c", "user.email=operator@shop.example"]
NEEDED = ("kubectl", "git", "make")


@pytest.mark.timeout(300)
@pytest.mark.skipif(any(shutil.which(tool) is None for tool in NEEDED), reason=f"needs {', '.join(NEEDED)}")
def test_the_steps_do_what_they_say(clone: Path, kubeseal: str, keys: Path) -> None:
    script = "\n".join(block for kind, block in BLOCKS if kind == "run")
    environ = os.environ | {
        "EDITOR": "./edit",
        # There is no cluster that would need its time between two steps.
        "AT_ONCE": "1",
        "CERT": str(keys / "certificate.pem"),
        **{
            f"GIT_{who}_{what}": "operator@shop.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    (clone / "edit").write_text(f'#!/bin/sh\n{EDITOR} "$1"\n')
    (clone / "edit").chmod(0o755)
    ran = subprocess.run(
        ["sh", "-eu", "-c", script], cwd=clone, env=environ, capture_output=True, text=True, timeout=280, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "up to 11 instead of" in ran.stdout
    assert ran.stdout.count("3 of 3") == 2
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=clone, capture_output=True, text=True, timeout=60, check=True
    )
    assert log.stdout.splitlines()[0].startswith("Replace token key")
    assert subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no"], cwd=clone, capture_output=True, timeout=60, check=True
    ).stdout == b""  # fmt: skip
