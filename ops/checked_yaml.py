"""Reads YAML that an operator edits, and reports each problem with the line to change."""

import difflib
from collections.abc import Collection, Iterator
from typing import Any

import yaml
from pydantic import ValidationError


def load(text: str) -> Any:
    """The document; raises yaml.YAMLError, also for duplicate keys, of which YAML parsers silently keep the last."""
    return yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506 - a SafeLoader


def key_lines(text: str, section: str) -> dict[str, int]:
    """The line of each key of a section at the top."""
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    assert document is not None
    rows = next(value for key, value in document.value if key.value == section)
    return {key.value: key.start_mark.line + 1 for key, _ in rows.value}


def problems(wrong: ValidationError, kind: str, known: Collection[str]) -> Iterator[str]:
    """One line for each problem; `kind` is the word for a key, and `known` are the valid keys."""
    for error in wrong.errors():
        key = ".".join(map(str, error["loc"]))
        if error["type"] == "missing":
            yield f"`{key}` is missing"
        elif error["type"] == "extra_forbidden":
            yield f"there is no {kind} `{key}`{nearest(key, known)}"
        elif error["type"] == "value_error" and not key:
            yield str(error["ctx"]["error"])
        else:
            text = error["ctx"]["error"] if error["type"] == "value_error" else error["msg"].replace("Input s", "s")
            yield f"`{key}: {_shortened(str(error['input']))}` {text}"


def _shortened(value: str) -> str:
    """The value's first line, by which its reader finds it."""
    first = value.partition("\n")[0]
    return value if first == value else f"{first} …"


def nearest(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return f"; did you mean `{close[0]}`?" if close else ""


class _UniqueKeyLoader(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` occurs twice", key.start_mark)
        return super().construct_mapping(node, deep)
