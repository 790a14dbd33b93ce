"""The one place where the simulator reads the table of autoscaling settings."""

from collections.abc import Mapping

from ops.scaling import table
from ops.scaling.columns import PATHS, Row, written

__all__ = ["Row", "cells", "path", "rows"]


def path(overlay: str) -> str:
    return f"knative/overlays/{overlay}/scaling.yaml"


def rows(text: str) -> Mapping[str, Row]:
    """Raises ValueError with every problem of the table, a line each."""
    found, problems = table.read(text)
    if problems:
        raise ValueError("\n".join(problems))
    return found


def cells(row: Row) -> dict[str, str]:
    """By column, as an operator writes them."""
    return {column: written(column, getattr(row, column)) for column in PATHS}
