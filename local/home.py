"""Where the local run keeps what must outlive it, and that only one run at a time uses it."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.errors import HomeTaken
from local.host.operations import ROOT


@dataclass(frozen=True, slots=True)
class Home:
    """A folder with the shop's data, secrets and mails; `.local` of the project unless CLOUDSHOP_HOME names another."""

    folder: Path

    @classmethod
    def named(cls, environ: Mapping[str, str]) -> "Home":
        return cls(Path(environ.get("CLOUDSHOP_HOME") or ROOT / ".local").absolute())

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    @property
    def mails(self) -> Path:
        return self.folder / "mails"

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    @property
    def metrics(self) -> Path:
        return self.folder / "figures.json"

    @property
    def _run(self) -> Path:
        return self.folder / "run.json"

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Holds the folder; raises HomeTaken while another run does. A killed run's claim ends with it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            claim = (self.folder / "claim").open("a+")
        except OSError as refused:
            raise HomeTaken(f"{self.folder} cannot be written ({refused.strerror}); set CLOUDSHOP_HOME=…") from None
        with claim:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeTaken(self._taken()) from None
            try:
                yield
            finally:
                self._run.unlink(missing_ok=True)

    def publish(self, facts: Mapping[str, Any]) -> None:
        """Writes down, for the same user's commands, how to reach this run; it is gone when the run has ended."""
        partial = self.folder / f"run-{os.getpid()}.partial"
        partial.touch(mode=0o600)
        partial.write_text(json.dumps({"pid": os.getpid(), **facts}, indent=2))
        partial.rename(self._run)

    def running(self) -> dict[str, Any] | None:
        """What a run of this folder has published; None where none runs."""
        try:
            with (self.folder / "claim").open() as claim:
                fcntl.flock(claim, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            return dict(json.loads(self._run.read_text())) if self._run.exists() else None
        return None

    def _taken(self) -> str:
        run = json.loads(self._run.read_text()) if self._run.exists() else {}
        where = f" at {run['shop']} (process {run['pid']})" if run else ""
        return (
            f"The shop of {self.folder} runs already{where}. Stop that one, or set CLOUDSHOP_HOME and PORT for another."
        )
