"""Defines errors that end a command; their messages say what to do.

CommandError ├── InvalidSetting a setting of the environment cannot be used ├── HomeInUse the folder for the shop's data
is in use or not writable ├── PortInUse another program listens on the port ├── PostgresFailed PostgreSQL did not start
├── BuildFailed the web shop was not built; the rest of the shop runs without it └── InvalidManifest a cluster would
refuse the manifest, or the local run does not support it
"""

import sys
from collections.abc import Callable
from typing import NoReturn


class CommandError(Exception):
    """Ends a command. The message says what is wrong and what to do; just running the command again does not help."""


class InvalidSetting(CommandError):
    pass


class HomeInUse(CommandError):
    pass


class PortInUse(CommandError):
    pass


class PostgresFailed(CommandError):
    pass


class BuildFailed(CommandError):
    pass


class InvalidManifest(CommandError):
    pass


def run_command(command: Callable[[], int | None]) -> NoReturn:
    """Runs a command and ends the process with the command's exit status, or with 1 and the message of a
    CommandError.
    """
    try:
        sys.exit(command())
    except CommandError as reason:
        sys.exit(str(reason))
