"""What is deployed: commits, and the images that were built from them. With a real Git, in a folder of the test."""

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ops.cluster import commits, git_server, images, promotion
from ops.cluster.layers import layer_status
from ops.errors import CommandError
from ops.shell import ROOT


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    (tmp_path / "images.yaml").write_text("tag: not-built\n")
    (tmp_path / "shop.py").write_text("print('committed')\n")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=The shop")
    return tmp_path


class TestTheCommit:
    def test_is_the_one_that_is_checked_out(self, repository: Path) -> None:
        assert commits.head(repository) == git(repository, "rev-parse", "HEAD")
        assert commits.described(commits.head(repository), repository).endswith(" The shop")

    def test_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="Only what is committed is deployed"):
            commits.head(tmp_path)

    def test_names_what_is_changed_and_not_in_it(self, repository: Path) -> None:
        (repository / "shop.py").write_text("print('changed')\n")
        (repository / "new.py").touch()
        assert commits.uncommitted(repository) == ["shop.py", "new.py"]
        assert "NOT committed" in commits.described(commits.head(repository), repository)

    def test_is_built_from_whatever_lies_beside_it(self, repository: Path) -> None:
        (repository / "shop.py").write_text("print('changed')\n")
        (repository / "new.py").touch()
        folder = commits.exported(commits.head(repository), repository)
        assert (folder / "shop.py").read_text() == "print('committed')\n"
        assert not (folder / "new.py").exists()


class TestTheServedCommit:
    FILES = {"images.yaml": "tag: abc\n", "made/new.yaml": "a: 1\n"}  # noqa: RUF012

    def test_is_one_step_on_top_and_changes_these_files_only(self, repository: Path) -> None:
        head = commits.head(repository)
        made = commits.on_top(head, self.FILES, "Deploy", repository)
        assert git(repository, "rev-parse", f"{made}^") == head
        assert git(repository, "diff", "--name-only", head, made).split() == list(self.FILES)
        assert git(repository, "show", f"{made}:images.yaml") == "tag: abc"

    def test_leaves_branch_index_and_working_copy_alone(self, repository: Path) -> None:
        (repository / "shop.py").write_text("print('staged')\n")
        git(repository, "add", "shop.py")
        before = git(repository, "status", "--porcelain"), commits.head(repository)
        commits.on_top(commits.head(repository), self.FILES, "Deploy", repository)
        assert (git(repository, "status", "--porcelain"), commits.head(repository)) == before
        assert (repository / "images.yaml").read_text() == "tag: not-built\n"

    def test_is_the_same_whenever_it_is_made(self, repository: Path) -> None:
        made = [commits.on_top(commits.head(repository), self.FILES, "Deploy", repository) for _ in range(2)]
        assert len(set(made)) == 1
        assert commits.on_top(commits.head(repository), {"images.yaml": "b"}, "Deploy", repository) not in made

    def test_goes_on_the_branch_that_argo_cd_follows(self) -> None:
        followed = yaml.safe_load((ROOT / "argocd/kind/repository/repository.yaml").read_text())
        assert followed["data"]["revision"] == git_server.BRANCH
        assert followed["data"]["url"].endswith(git_server.REPOSITORY.removeprefix("/repositories"))


@pytest.mark.parametrize("environment", ["kind", "production"])
class TestPromotion:
    def test_every_image_of_the_shop_has_its_entry(self, environment: str) -> None:
        text = (ROOT / promotion.path(environment)).read_text()
        assert set(promotion.names(text)) == set(images.IMAGES)

    # Tags are digits of hashes: some consist of digits alone, or look like a number with an exponent.
    @pytest.mark.parametrize(
        ("version", "key", "value"),
        [
            *((promotion.by_tag(tag), "newTag", tag) for tag in ("0123456789ab", "974310562874", "97431056e287")),
            (f"digest: sha256:{'0a' * 32}", "digest", f"sha256:{'0a' * 32}"),
        ],
    )
    def test_writes_the_version_of_each_and_nothing_else(
        self, environment: str, version: str, key: str, value: str
    ) -> None:
        text = (ROOT / promotion.path(environment)).read_text()
        once = promotion.promoted(text, dict.fromkeys(images.IMAGES, promotion.by_tag("before")))
        found = promotion.promoted(once, dict.fromkeys(images.IMAGES, version))
        for entry in yaml.safe_load(found)["images"]:
            assert entry == {"name": entry["name"], "newName": promotion.names(text)[entry["name"]], key: value}
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert [line for line in found.splitlines() if line.startswith("#")] == comments

    def test_refuses_an_image_without_an_entry(self, environment: str) -> None:
        with pytest.raises(CommandError, match="cloudshop-unknown"):
            promotion.promoted((ROOT / promotion.path(environment)).read_text(), {"cloudshop-unknown": "newTag: a"})


OLD, NEW = "a" * 40, "b" * 40
UNABLE = {"kind": "Service", "name": "place-order", "health": {"status": "Degraded", "message": "no such image"}}
WELL = {"kind": "Service", "name": "get-product", "health": {"status": "Healthy"}}


def application(sync: str, health: str, *, target: str = NEW, compared: str = NEW, **status: Any) -> Any:
    compared_to = {"source": {"targetRevision": compared}}
    return {
        "spec": {"source": {"targetRevision": target}},
        "status": {"sync": {"status": sync, "comparedTo": compared_to}, "health": {"status": health}, **status},
    }


def ended(phase: str, revision: str) -> Any:
    return {"phase": phase, "message": "one task failed", "syncResult": {"revision": revision}}


class TestLayerStatus:
    @pytest.mark.parametrize(
        ("found", "word"),
        [
            (None, "waits"),
            (application("Synced", "Healthy", target=OLD, compared=OLD), "waits"),
            (application("Synced", "Healthy", compared=OLD), "syncs"),
            ({"spec": {"source": {"targetRevision": NEW}}}, "syncs"),
            (application("OutOfSync", "Healthy"), "syncs"),
            (application("OutOfSync", "Healthy", operationState=ended("Failed", OLD)), "syncs"),
            (application("OutOfSync", "Healthy", operationState=ended("Failed", NEW)), "failed"),
            (application("Synced", "Progressing"), "starts"),
            (application("Synced", "Healthy", operationState=ended("Failed", NEW)), "healthy"),
            (application("Synced", "Degraded"), "failed"),
            (application("Unknown", "Healthy", conditions=[{"type": "ComparisonError", "message": "no"}]), "failed"),
        ],
    )
    def test_of_a_layer(self, found: Any, word: str) -> None:
        assert layer_status(found, NEW).word == word

    def test_says_which_resource_is_broken_and_why(self) -> None:
        found = layer_status(application("Synced", "Degraded", resources=[WELL, UNABLE]), NEW)
        assert found.reasons == ("Service place-order: no such image",)

    def test_says_how_the_last_try_ended_when_no_resource_does(self) -> None:
        found = layer_status(application("OutOfSync", "Healthy", operationState=ended("Failed", NEW)), NEW)
        assert found.reasons == ("one task failed",)
