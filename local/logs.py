"""Brings what libraries log into the shop's own log, in the same form."""

import logging

from functions.runtime.telemetry import log

_LEVELS = {logging.WARNING: "warning", logging.ERROR: "error", logging.CRITICAL: "error"}


class _Telemetry(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        cause = {"cause": repr(record.exc_info[1])} if record.exc_info and record.exc_info[1] else {}
        log(record.getMessage(), level=_LEVELS.get(record.levelno, "info"), logger=record.name, **cause)


def to_telemetry() -> None:
    """From now on, warnings and worse of every library."""
    logging.basicConfig(handlers=[_Telemetry()], level=logging.WARNING, force=True)
