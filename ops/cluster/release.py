"""`make release`: builds the images of this commit, scans and pushes them, and commits what production runs next."""

import json
import sys

from ops.cluster import commits, images, promotion
from ops.cluster.progress import go_through
from ops.errors import CommandError
from ops.shell import ROOT, run

ENVIRONMENT = "production"
# What `python -m ops.scanning` says when it could not fetch what is known to be wrong.
UNKNOWN = "CANNOT BE REACHED"


def release() -> None:
    go_through(
        {
            "Take the commit": _take,
            "Build its images": images.build,
            "Scan them": _scan,
            "Push them": _push,
            "Write their digests, and commit": _promote,
        }
    )
    print("\nRead it with `git show`. `git push` releases it: Argo CD follows. `git revert` takes it back.")


def _take() -> str | None:
    if changed := commits.left_out():
        raise CommandError(f"Commit first, or `git stash`: what is released is what is committed. {', '.join(changed)}")
    return commits.described(commits.head())


def _scan() -> str | None:
    """What `make scan` stops at, stops the release."""
    told = run(sys.executable, "-m", "ops.scanning", seconds=3600)
    return "known vulnerabilities were NOT looked up: their list cannot be reached" if UNKNOWN in told else None


def _push() -> str | None:
    """Under the commit's name; the digest is what counts."""
    for name, target in _targets().items():
        run("docker", "tag", images.tagged(name), _reference(target))
        run("docker", "push", "--quiet", _reference(target), seconds=1200)
    return f"{len(_targets())} images"


def _promote() -> str | None:
    path, head = ROOT / promotion.path(ENVIRONMENT), commits.head()
    digests = {name: f"digest: {_digest(target)}" for name, target in _targets().items()}
    path.write_text(promotion.promoted(path.read_text(), digests))
    if not commits.left_out():
        return "the same images as before: nothing to release"
    run("git", "commit", "--quiet", f"--message=Release {head[:12]}", "--", str(path))
    return commits.described(commits.head())


def _targets() -> dict[str, str]:
    """The shop's images and where production takes them from."""
    return promotion.names((ROOT / promotion.path(ENVIRONMENT)).read_text())


def _reference(target: str) -> str:
    return f"{target}:{commits.head()[:12]}"


def _digest(target: str) -> str:
    """As the registry knows it."""
    known: list[str] = json.loads(run("docker", "inspect", "--format={{json .RepoDigests}}", _reference(target)))
    return next(each.split("@")[1] for each in known if each.startswith(f"{target}@"))
