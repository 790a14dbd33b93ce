"""The error that ends a command with a message instead of a traceback."""

from local.errors import CommandError

__all__ = ["CommandError"]
