"""`make promote`: another environment's images, by a commit of digests and of nothing else."""

import subprocess
from pathlib import Path

import pytest
import yaml

from codegen.operations import ROOT
from ops.cluster import images, promotion, signing
from ops.errors import CommandError
from ops.promote import promote

STAGING, PRODUCTION = promotion.path("staging"), promotion.path("production")
DIGESTS = {name: f"digest: sha256:{number:064x}" for number, name in enumerate(images.IMAGES)}


def git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose staging runs a release, and whose production runs nothing yet."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Olga Operator")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "olga@example.org")
    git(tmp_path, "init", "--quiet")
    for path in (STAGING, PRODUCTION):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text((ROOT / path).read_text())
    released(tmp_path, DIGESTS)
    return tmp_path


def released(repository: Path, versions: dict[str, str]) -> None:
    (repository / STAGING).write_text(promotion.promoted((repository / STAGING).read_text(), versions))
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=Release")


def test_commits_the_digests_and_nothing_else(repository: Path) -> None:
    before = (repository / PRODUCTION).read_text()

    assert "Promote staging to production" in promote("staging", "production", repository)

    assert git(repository, "diff", "--name-only", "HEAD^", "HEAD") == PRODUCTION
    assert git(repository, "status", "--porcelain") == ""
    assert (repository / PRODUCTION).read_text() == promotion.promoted(before, DIGESTS)
    entries = yaml.safe_load((repository / PRODUCTION).read_text())["images"]
    assert {entry["name"]: f"digest: {entry['digest']}" for entry in entries} == DIGESTS


def test_makes_no_commit_if_there_is_nothing_to_move(repository: Path) -> None:
    promote("staging", "production", repository)
    head = git(repository, "rev-parse", "HEAD")

    assert promote("staging", "production", repository) == ""
    assert git(repository, "rev-parse", "HEAD") == head


def test_refuses_what_was_not_released(repository: Path) -> None:
    released(repository, {"cloudshop-jobs": "newTag: not-released"})

    with pytest.raises(CommandError, match="staging has no digest of cloudshop-jobs; `make release`"):
        promote("staging", "production", repository)
    assert git(repository, "status", "--porcelain") == ""


def test_refuses_a_digest_that_the_other_repository_does_not_have(repository: Path) -> None:
    text = (repository / STAGING).read_text()
    (repository / STAGING).write_text(text.replace("ghcr.io/cloudshop/web", "ghcr.io/cloudshop/web-of-staging"))
    git(repository, "commit", "--quiet", "--all", "--message=Another repository")

    with pytest.raises(CommandError, match="pull cloudshop-web from different repositories"):
        promote("staging", "production", repository)


def test_refuses_what_is_not_committed(repository: Path) -> None:
    (repository / "note").write_text("to do")

    with pytest.raises(CommandError, match="Commit or stash these files first, since a commit is promoted: note"):
        promote("staging", "production", repository)


@pytest.mark.parametrize(("source", "target"), [("staging", ""), ("kind", "production"), ("staging", "prod")])
def test_refuses_environments_that_have_no_releases(source: str, target: str, repository: Path) -> None:
    with pytest.raises(CommandError, match="FROM= and TO= must be staging and production, not"):
        promote(source, target, repository)


def test_moves_no_image_whose_signature_is_missing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def refuse(references: dict[str, str], _repository: Path) -> None:
        seen.extend(references.values())
        raise CommandError("not signed")

    monkeypatch.setattr(signing, "verify", refuse)
    head = git(repository, "rev-parse", "HEAD")
    with pytest.raises(CommandError, match="not signed"):
        promote("staging", "production", repository)
    assert (git(repository, "rev-parse", "HEAD"), git(repository, "status", "--porcelain")) == (head, "")
    assert [reference.split("@")[1] for reference in seen] == [each.split(": ")[1] for each in DIGESTS.values()]
