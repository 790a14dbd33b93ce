"""Why the shop cannot run here; every message says what to do."""


class CannotRun(Exception):
    """The shop cannot start, and a restart alone does not change that."""


class SettingWrong(CannotRun):
    """A setting of the environment cannot be used."""


class HomeTaken(CannotRun):
    """The folder for the shop's data cannot be used now."""


class PortTaken(CannotRun):
    """Another program listens there."""


class PostgresFailed(CannotRun):
    """PostgreSQL did not start."""


class BuildFailed(CannotRun):
    """The web shop was not built; everything else runs without it."""


class ManifestWrong(CannotRun):
    """A manifest says something that a cluster would refuse, or that the local run cannot do."""
