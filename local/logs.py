"""The shop's own log: every line of every part and library, kept in a file, and shown to whoever watches."""

import io
import json
import logging
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from functions.runtime.telemetry.context import log

# Then a new file begins; one old one is kept.
FILE_BYTES_MAX = 32 * 1024 * 1024

_LEVELS = {logging.WARNING: "warning", logging.ERROR: "error", logging.CRITICAL: "error"}
_COLOURS = {"info": "\x1b[32m", "warning": "\x1b[33m", "error": "\x1b[31m"}


class Log(io.TextIOBase):
    """Takes the place of standard output: keeps lines as they are, and shows them there, or as text for a person."""

    def __init__(self, shown: TextIO, file: Path, *, as_text: bool) -> None:
        self._shown = shown
        self._file = file
        self._as_text = as_text
        self._writing = threading.Lock()
        self._kept = self._opened()

    def write(self, text: str) -> int:
        with self._writing:
            self._kept.write(text)
            if self._kept.tell() > FILE_BYTES_MAX:
                self._kept.close()
                self._file.rename(self._file.with_suffix(".old"))
                self._kept = self._opened()
            self._shown.write("".join(map(readable, text.splitlines(keepends=True))) if self._as_text else text)
            return len(text)

    def flush(self) -> None:
        self._shown.flush()

    def close(self) -> None:
        self._kept.close()
        super().close()

    def _opened(self) -> TextIO:
        # Every line is in the file before whatever comes next: a killed run has left all it said.
        return self._file.open("a", buffering=1)


def readable(line: str) -> str:
    """A line of the log as a person reads it; any other text as it is."""
    try:
        said = json.loads(line)
        time, level, message = said["time"][11:23], said["level"], said["message"]
    except (ValueError, TypeError, KeyError):
        return line
    known = {"time", "level", "message", "trace_id"}
    fields = " ".join(f"\x1b[2m{key}=\x1b[0m{value}" for key, value in said.items() if key not in known)
    return f"{time} {_COLOURS.get(level, '')}{message}\x1b[0m {fields}\n"


class _Telemetry(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        cause = {"cause": repr(record.exc_info[1])} if record.exc_info and record.exc_info[1] else {}
        log(record.getMessage(), level=_LEVELS.get(record.levelno, "info"), logger=record.name, **cause)


def to_telemetry() -> None:
    """From now on, warnings and worse of every library."""
    logging.basicConfig(handlers=[_Telemetry()], level=logging.WARNING, force=True)


def keep(file: Path, environ: Mapping[str, str]) -> None:
    """From now on, keeps the log in the file; CLOUDSHOP_LOG=text or json says how it is shown, by default as fits."""
    as_text = environ.get("CLOUDSHOP_LOG", "text" if sys.stdout.isatty() else "json") == "text"
    sys.stdout = Log(sys.stdout, file, as_text=as_text)
