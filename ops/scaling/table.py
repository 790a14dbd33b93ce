"""Reads and validates the autoscaling settings, `knative/overlays/<env>/scaling.yaml`."""

import difflib
from collections.abc import Collection, Iterator
from typing import Any

import yaml
from pydantic import ValidationError

from ops.scaling.columns import PATHS, Row


def read(text: str, functions: Collection[str] | None = None) -> tuple[dict[str, Row], list[str]]:
    """The valid rows, and one line for each problem, with the line of the file that it is in.

    Names are checked against `functions`; if it is None, as for an old commit, every name is valid.
    """
    try:
        document = yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as wrong:
        return {}, [" ".join(str(wrong).split())]
    rows = document.get("operations") if isinstance(document, dict) else None
    if not isinstance(rows, dict):
        return {}, ["`operations:` is missing; it has a row for each function"]
    is_current, functions = functions is not None, rows if functions is None else functions
    table: dict[str, Row] = {}
    found = [f"{name}: the row is missing" for name in functions if name not in rows]
    lines = _lines(text)
    for name, row in rows.items():
        where = f"line {lines[name]}: {name}"
        if name not in functions:
            found.append(f"{where}: there is no such function{_nearest(str(name), functions)}")
            continue
        if is_current and isinstance(row, dict) and "rollout" not in row:
            found.append(f"{where}: `rollout` is missing")
            continue
        try:
            table[name] = Row.model_validate(row)
        except ValidationError as wrong:
            found += [f"{where}: {what}" for what in _problems(wrong)]
    return table, found


def _lines(text: str) -> dict[str, int]:
    """The line of each row."""
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    assert document is not None
    rows = next(value for key, value in document.value if key.value == "operations")
    return {key.value: key.start_mark.line + 1 for key, _ in rows.value}


def _problems(wrong: ValidationError) -> Iterator[str]:
    for error in wrong.errors():
        column = ".".join(map(str, error["loc"]))
        if error["type"] == "missing":
            yield f"`{column}` is missing"
        elif error["type"] == "extra_forbidden":
            yield f"there is no column `{column}`{_nearest(column, PATHS)}"
        elif error["type"] == "value_error" and not column:
            yield str(error["ctx"]["error"])
        else:
            text = error["ctx"]["error"] if error["type"] == "value_error" else error["msg"].replace("Input s", "s")
            yield f"`{column}: {error['input']}` {text}"


def _nearest(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, known, 1)
    return f"; did you mean `{close[0]}`?" if close else ""


class _UniqueKeyLoader(yaml.SafeLoader):
    """A loader that refuses duplicate keys, of which YAML would silently take the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if keys.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` occurs twice", key.start_mark)
        return super().construct_mapping(node, deep)
