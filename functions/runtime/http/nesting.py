"""Bounds how deeply JSON is nested: its readers and writers recurse, and each gives up at a depth of its own."""

from typing import Any

LEVELS_MAX = 64


def is_too_deep(value: Any) -> bool:
    """Whether objects and arrays lie in each other more than LEVELS_MAX deep."""
    level = [value]
    for _ in range(LEVELS_MAX):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
