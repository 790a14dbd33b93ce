"""`make promote FROM=staging TO=production` makes an environment run the images of another, by a commit of digests."""

import sys
from pathlib import Path

from ops.cluster import commits, promotion, signing
from ops.cluster.promotion import ENVIRONMENTS
from ops.errors import CommandError, run_command
from ops.shell import ROOT, run


def promote(source: str, target: str, repository: Path = ROOT) -> str:
    """Commits the source's digests as the target's; returns the commit, or "" if the target has them already.

    Raises CommandError for an image that is not signed, if the repository has a public key.
    """
    for environment in (source, target):
        if environment not in ENVIRONMENTS:
            raise CommandError(f"FROM= and TO= must be {' and '.join(ENVIRONMENTS)}, not {environment or 'empty'}.")
    if changed := commits.uncommitted(repository):
        raise CommandError(f"Commit or stash these files first, since a commit is promoted: {', '.join(changed)}")
    path = repository / promotion.path(target)
    tested, running = (repository / promotion.path(source)).read_text(), path.read_text()
    _refuse_other_repositories(promotion.names(tested), promotion.names(running))
    promoted = promotion.promoted(running, _digests(tested, source))
    if promoted == running:
        return ""
    signing.verify(promotion.references(tested), repository)
    path.write_text(promoted)
    message = f"Promote {source} to {target}"
    run("git", "-C", str(repository), "commit", "--quiet", f"--message={message}", "--", str(path))
    return commits.described(commits.head(repository), repository)


def _digests(text: str, environment: str) -> dict[str, str]:
    if without := promotion.without_digest(text):
        names = ", ".join(without)
        raise CommandError(f"{environment} has no digest of {names}; `make release` builds and pushes them.")
    return {name: f"digest: {digest}" for name, digest in promotion.digests(text).items()}


def _refuse_other_repositories(source: dict[str, str], target: dict[str, str]) -> None:
    """Raises CommandError if the repositories differ: a digest names an image in the one to which it was pushed."""
    if other := [name for name in source if source[name] != target.get(name)]:
        raise CommandError(f"The environments pull {', '.join(other)} from different repositories; name the same one.")


def main() -> None:
    source, target = sys.argv[1:3]
    if made := promote(source, target):
        print(f"{made}\nReview it with `git show`. `git push` deploys it, `git revert` rolls it back.")
    else:
        print(f"{target} already runs the images of {source}.")


if __name__ == "__main__":
    run_command(main)
