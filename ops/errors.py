"""The error that ends a command with a message instead of a traceback, and what runs such a command."""

from local.errors import CommandError, run_command

__all__ = ["CommandError", "run_command"]
