"""Errors of roles."""

from functions.runtime.errors import Conflict, NotFound


class RoleFixed(Conflict):
    """Every shop has the role of administrators, with every permission, and that of managers."""

    slug, title = "role-fixed", "This role stays as it is"

    def __init__(self) -> None:
        super().__init__("Make another role instead.")


class RoleUnknown(NotFound):
    slug, title = "role-unknown", "There is no such role"


class RoleInUse(Conflict):
    """A person has the role, or is invited to it."""

    slug, title = "role-in-use", "The role is in use"

    def __init__(self) -> None:
        super().__init__("Give them another role first.")
