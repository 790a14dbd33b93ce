"""The README and the pages beside it agree with the code."""

import re
from pathlib import Path

import pytest

from codegen.operations import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_verbs_that_the_makefile_has(page: Path) -> None:
    verbs = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", page.read_text(), re.MULTILINE))
    assert named <= verbs


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("docs/decisions/*.md")], ids=lambda page: page.name)
def test_a_page_names_files_that_there_are(page: Path) -> None:
    named = re.findall(r"`((?:[a-z]+/)+[\w.*/-]+)`", page.read_text())
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    paths = [path for path in named if path.split("/")[0] in tops and "<" not in path]
    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []
