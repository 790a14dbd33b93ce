"""Limits how deeply JSON is nested: parsers and serializers recurse, and each fails at a different depth."""

from typing import Any

LEVELS_MAX = 64


def is_too_deep(value: Any) -> bool:
    """Whether objects and arrays are nested more than LEVELS_MAX deep."""
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
