"""Reads and validates the autoscaling settings, `knative/overlays/<env>/scaling.yaml`."""

from collections.abc import Collection

import yaml
from pydantic import ValidationError

from ops import checked_yaml
from ops.scaling.columns import PATHS, Row


def read(text: str, functions: Collection[str] | None = None) -> tuple[dict[str, Row], list[str]]:
    """The valid rows, and one line for each problem, with the line of the file that it is in.

    Names are checked against `functions`; if it is None, as for an old commit, every name is valid.
    """
    try:
        document = checked_yaml.load(text)
    except yaml.YAMLError as wrong:
        return {}, [" ".join(str(wrong).split())]
    rows = document.get("operations") if isinstance(document, dict) else None
    if not isinstance(rows, dict):
        return {}, ["`operations:` is missing; it has a row for each function"]
    is_current, functions = functions is not None, rows if functions is None else functions
    table: dict[str, Row] = {}
    found = [f"{name}: the row is missing" for name in functions if name not in rows]
    lines = checked_yaml.key_lines(text, "operations")
    for name, row in rows.items():
        where = f"line {lines[name]}: {name}"
        if name not in functions:
            found.append(f"{where}: there is no such function{checked_yaml.nearest(str(name), functions)}")
            continue
        if is_current and isinstance(row, dict) and "rollout" not in row:
            found.append(f"{where}: `rollout` is missing")
            continue
        try:
            table[name] = Row.model_validate(row)
        except ValidationError as wrong:
            found += [f"{where}: {what}" for what in checked_yaml.problems(wrong, "column", PATHS)]
    return table, found
