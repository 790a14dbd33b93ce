"""What ends a command of this package with a message instead of a traceback."""


class CannotGoOn(Exception):
    """Its text says what is wrong and what to do about it."""
