"""Writes every log line of all parts and libraries to a file and to the terminal."""

import io
import json
import logging
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from functions.runtime.telemetry.context import log

# The size at which a new file begins; one old file is kept.
FILE_BYTES_MAX = 32 * 1024 * 1024

_LEVELS = {logging.WARNING: "warning", logging.ERROR: "error", logging.CRITICAL: "error"}
_COLOURS = {"info": "\x1b[32m", "warning": "\x1b[33m", "error": "\x1b[31m"}


class Log(io.TextIOBase):
    """Replaces standard output: writes lines to the file, and shows them unchanged or as readable text."""

    def __init__(self, shown: TextIO, file: Path, *, as_text: bool) -> None:
        self._shown = shown
        self._file = file
        self._as_text = as_text
        self._writing = threading.Lock()
        self._log_file = self._opened()

    def write(self, text: str) -> int:
        with self._writing:
            self._log_file.write(text)
            if self._log_file.tell() > FILE_BYTES_MAX:
                self._log_file.close()
                self._file.rename(self._file.with_suffix(".old"))
                self._log_file = self._opened()
            self._shown.write("".join(map(readable, text.splitlines(keepends=True))) if self._as_text else text)
            return len(text)

    def flush(self) -> None:
        self._shown.flush()

    def close(self) -> None:
        self._log_file.close()
        super().close()

    def _opened(self) -> TextIO:
        # Line-buffered, so that the log of a killed run is complete.
        return self._file.open("a", buffering=1)


def readable(line: str) -> str:
    """Formats a line of the log for people; returns any other text unchanged."""
    try:
        entry = json.loads(line)
        time, level, message = entry["time"][11:23], entry["level"], entry["message"]
    except (ValueError, TypeError, KeyError):
        return line
    known = {"time", "level", "message", "trace_id"}
    fields = " ".join(f"\x1b[2m{key}=\x1b[0m{value}" for key, value in entry.items() if key not in known)
    return f"{time} {_COLOURS.get(level, '')}{message}\x1b[0m {fields}\n"


class _Telemetry(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        cause = {"cause": repr(record.exc_info[1])} if record.exc_info and record.exc_info[1] else {}
        log(record.getMessage(), level=_LEVELS.get(record.levelno, "info"), logger=record.name, **cause)


def redirect_library_logs() -> None:
    """Logs the warnings and errors of all libraries in the shop's format from now on."""
    logging.basicConfig(handlers=[_Telemetry()], level=logging.WARNING, force=True)


def write_log_to(file: Path, environ: Mapping[str, str]) -> None:
    """Writes the log to the file from now on; CLOUDSHOP_LOG=text or json sets how it is shown (text at a terminal)."""
    as_text = environ.get("CLOUDSHOP_LOG", "text" if sys.stdout.isatty() else "json") == "text"
    sys.stdout = Log(sys.stdout, file, as_text=as_text)
