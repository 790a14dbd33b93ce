"""Errors of roles."""

from functions.runtime.errors import Conflict, NotFound


class RoleFixed(Conflict):
    """The role of administrators cannot be changed, and neither it nor that of managers can be removed."""

    slug, title = "role-fixed", "This role stays as it is"

    def __init__(self) -> None:
        super().__init__("Make another role instead.")


class RoleUnknown(NotFound):
    slug, title = "role-unknown", "There is no such role"


class RoleInUse(Conflict):
    """The role belongs to a person, or to an invitation."""

    slug, title = "role-in-use", "The role is in use"

    def __init__(self) -> None:
        super().__init__("Give them another role first.")
