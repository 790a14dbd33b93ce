"""`make release` builds, scans, pushes and signs the images of this commit, and commits their digests for staging."""

import json
import os
import sys

from ops.cluster import commits, images, promotion, signing
from ops.cluster.progress import run_steps
from ops.errors import CommandError
from ops.shell import ROOT, run

# `make promote` has production follow.
ENVIRONMENT = "staging"
# `python -m ops.scanning` prints this if it could not fetch the vulnerability database.
DATABASE_UNREACHABLE = "CANNOT BE REACHED"


def release() -> None:
    run_steps(
        {
            "Find the commit": _find_commit,
            "Build its images": images.build,
            "Scan them": scan,
            "Push them": _push,
            "Sign them": _sign,
            "Commit their digests": _promote,
        }
    )
    print("\nReview the commit with `git show`. `git push` releases it to staging through Argo CD.")
    print("`make promote FROM=staging TO=production` then has production run the same images.")


def _find_commit() -> str | None:
    if changed := commits.uncommitted():
        raise CommandError(f"Commit or stash these files first, since a commit is released: {', '.join(changed)}")
    return commits.described(commits.head())


def scan() -> str | None:
    """Fails on the same findings as `make scan`, and if the vulnerability database is not available."""
    output = run(sys.executable, "-m", "ops.scanning", seconds=3600)
    if DATABASE_UNREACHABLE not in output:
        return None
    if not os.environ.get("WITHOUT_DATABASE"):
        raise CommandError(
            "The images were not scanned for known vulnerabilities: Trivy's database cannot be reached.\n"
            "Try again, or release them all the same: make release WITHOUT_DATABASE=1"
        )
    return "NOT scanned for known vulnerabilities: their database is unreachable"


def _push() -> str | None:
    """Pushes the images, tagged with the commit; deployments use the digest."""
    for name, target in _targets().items():
        run("docker", "tag", images.tagged(name), _reference(target))
        run("docker", "push", "--quiet", _reference(target), seconds=1200)
    return f"{len(_targets())} images"


def _sign() -> str | None:
    pushed = {name: f"{target}@{_digest(target)}" for name, target in _targets().items()}
    return signing.sign(pushed, commits.head())


def _promote() -> str | None:
    path, head = ROOT / promotion.path(ENVIRONMENT), commits.head()
    digests = {name: f"digest: {_digest(target)}" for name, target in _targets().items()}
    path.write_text(promotion.promoted(path.read_text(), digests))
    if not commits.uncommitted():
        return "images unchanged: nothing to release"
    run("git", "commit", "--quiet", f"--message=Release {head[:12]}", "--", str(path))
    return commits.described(commits.head())


def _targets() -> dict[str, str]:
    """The repositories from which staging pulls the shop's images, by image name."""
    return promotion.names((ROOT / promotion.path(ENVIRONMENT)).read_text())


def _reference(target: str) -> str:
    return f"{target}:{commits.head()[:12]}"


def _digest(target: str) -> str:
    """The digest in the registry."""
    known: list[str] = json.loads(run("docker", "inspect", "--format={{json .RepoDigests}}", _reference(target)))
    return next(each.split("@")[1] for each in known if each.startswith(f"{target}@"))
