"""What ends an operator's command with a message instead of a traceback."""


class CannotTell(Exception):
    """Its text says what is wrong and what to do about it."""
