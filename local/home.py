"""Manages the folder with the local shop's data, which one run at a time may use."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.errors import HomeInUse
from local.host.operations import ROOT


@dataclass(frozen=True, slots=True)
class Home:
    """The folder with the shop's data, secrets and mails: CLOUDSHOP_HOME, by default `.local` in the project."""

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
    def pictures(self) -> Path:
        return self.folder / "pictures"

    @property
    def log(self) -> Path:
        return self.folder / "log.jsonl"

    @property
    def metrics(self) -> Path:
        return self.folder / "metrics.json"

    @property
    def _run(self) -> Path:
        return self.folder / "run.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Locks the folder; raises HomeInUse while another run holds the lock, which ends with that run's process."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "claim").open("a+")
        except OSError as refused:
            raise HomeInUse(f"{self.folder} is not writable ({refused.strerror}); set CLOUDSHOP_HOME=…") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise HomeInUse(self._in_use()) from None
            try:
                yield
            finally:
                self._run.unlink(missing_ok=True)

    def publish(self, facts: Mapping[str, Any]) -> None:
        """Writes how the same user's commands can reach this run to a file, which is deleted when the run ends."""
        partial = self.folder / f"run-{os.getpid()}.partial"
        partial.touch(mode=0o600)
        partial.write_text(json.dumps({"pid": os.getpid(), **facts}, indent=2))
        partial.rename(self._run)

    def running(self) -> dict[str, Any] | None:
        """What the folder's run has published; None if none is running."""
        try:
            with (self.folder / "claim").open() as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return None
        except BlockingIOError:
            return dict(json.loads(self._run.read_text())) if self._run.exists() else None
        return None

    def _in_use(self) -> str:
        run = json.loads(self._run.read_text()) if self._run.exists() else {}
        where = f" at {run['shop']} (process {run['pid']})" if run else ""
        return (
            f"The shop in {self.folder} is already running{where}. Stop it, or set CLOUDSHOP_HOME and PORT for another."
        )
