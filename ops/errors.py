"""Ends a command with a message instead of a traceback."""

from local.errors import CommandError, run_command

__all__ = ["CommandError", "run_command"]
