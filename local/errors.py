"""Errors that end a command with a message; every message says what to do."""


class CommandError(Exception):
    """Ends a command. The message says what is wrong and what to do about it; trying again alone does not help."""


class SettingWrong(CommandError):
    """A setting of the environment cannot be used."""


class HomeTaken(CommandError):
    """The folder for the shop's data cannot be used now."""


class PortTaken(CommandError):
    """Another program listens there."""


class PostgresFailed(CommandError):
    """PostgreSQL did not start."""


class BuildFailed(CommandError):
    """The web shop was not built; everything else runs without it."""


class ManifestWrong(CommandError):
    """A manifest says something that a cluster would refuse, or that the local run cannot do."""
