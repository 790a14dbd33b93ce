"""An operator's working copy, in which a test changes files, commits, deploys and reverts."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ops.shell import ROOT

DEPLOY_SECONDS = 1500


@dataclass(frozen=True)
class WorkingCopy:
    folder: Path

    @classmethod
    def of_this_commit(cls, folder: Path) -> "WorkingCopy":
        copy = cls(folder)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True, timeout=120)
        copy.git("config", "user.name", "Olga Operator")
        copy.git("config", "user.email", "olga@example.org")
        return copy

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments], check=True, timeout=60, capture_output=True, text=True
        )
        return done.stdout.strip()

    def change(self, path: str, pattern: str, replacement: str) -> None:
        """Replaces what is found once in the file."""
        file = self.folder / path
        text, found = re.subn(pattern, replacement, file.read_text(), flags=re.MULTILINE)
        assert found == 1, f"{pattern} stands {found} times in {path}"
        file.write_text(text)

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", f"--message={message}")
        return self.git("rev-parse", "HEAD")

    def revert(self) -> None:
        self.git("revert", "--no-edit", "HEAD")

    def deploy(self) -> "subprocess.CompletedProcess[str]":
        """`make deploy`, here."""
        command = [sys.executable, "-m", "ops.cluster", "deploy"]
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, timeout=DEPLOY_SECONDS, check=False
        )

    def deploys(self) -> str:
        """What a deployment printed that came to its end."""
        done = self.deploy()
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout
